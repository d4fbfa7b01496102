#![allow(unused)]

use http_core::prelude::*;
struct Message;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn create(&self, #[json] message: Message) {
        todo!()
    }
}

fn main() {}

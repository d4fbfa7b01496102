#![allow(unused)]

use http_core::prelude::*;
struct Message;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn create(&self, #[form] message: Option<&Message>) {
        todo!()
    }
}

fn main() {}

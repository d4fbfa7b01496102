#![allow(unused)]

use http_core::prelude::*;
#[derive(serde::Deserialize)]
struct Message;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn create(&self, #[json] a: Message, #[form] b: Message) -> String {
        todo!()
    }
}

fn main() {}

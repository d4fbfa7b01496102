#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/", data = "<message>")]
    fn index(&self, message: u8) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[body] text: String) -> String {
        todo!()
    }
}

fn main() {}

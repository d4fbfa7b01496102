#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[que] page: u8) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[query] tags: Option<Vec<u8>>) -> String {
        todo!()
    }
}

fn main() {}

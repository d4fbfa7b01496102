#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[qury] page: u32) -> String {
        todo!()
    }
}

fn main() {}

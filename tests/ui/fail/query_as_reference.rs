#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[query] page: &u32) -> String {
        todo!()
    }
}

fn main() {}

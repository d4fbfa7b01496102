#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[query(default = 1)] page: u32) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[query(page)] page: u32) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, page: Option<u64>) -> String {
        todo!()
    }
}

fn main() {}

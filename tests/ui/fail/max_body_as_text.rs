#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/", max_body = "1k")]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

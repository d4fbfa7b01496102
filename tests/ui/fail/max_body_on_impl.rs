#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler(max_body = 10)]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler(prefix = "/v1")]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

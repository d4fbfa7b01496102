#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler = "/v1"]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a")]
    fn first(&self) {}

    #[route(GET | POST, "/a")]
    fn second(&self) {}
}

fn main() {}

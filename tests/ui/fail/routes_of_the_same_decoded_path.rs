#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a%2Db")]
    fn first(&self) {}

    #[get("/a-b")]
    fn second(&self) {}
}

fn main() {}

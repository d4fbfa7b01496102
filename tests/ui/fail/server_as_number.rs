#![allow(unused)]

use http_core::prelude::*;

#[handler(server = 1)]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

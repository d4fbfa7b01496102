#![allow(unused)]

use http_core::prelude::*;

#[handler(max_bdy = 10)]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

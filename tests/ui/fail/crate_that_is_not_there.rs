#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler(crate = facade::http)]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

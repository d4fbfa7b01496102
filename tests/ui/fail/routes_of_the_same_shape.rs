#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{a}")]
    fn first(&self, a: u8) {}

    #[get("/{b}")]
    fn second(&self, b: u8) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler(colour = "red")]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

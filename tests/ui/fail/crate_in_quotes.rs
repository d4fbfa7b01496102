#![allow(unused)]

use http_core::prelude::*;

#[handler(crate = "http_core")]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    public fn index(&self) {}

    #[get("/other")]
    fn other(&self) {}
}

fn main() {}

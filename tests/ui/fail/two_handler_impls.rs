#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

#[handler]
impl Site {
    #[get("/other")]
    fn other(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}

    #[gett("/other")]
    fn other(&self) {}
}

fn main() {}

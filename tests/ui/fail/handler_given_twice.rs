#![allow(unused)]

use http_core::prelude::*;

#[handler]
#[handler]
struct Site;

#[handler]
#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/", hiden)]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[get("/about")]
    fn about(&self) {}
}

#[handler]
struct Site {
    #[mount("/")]
    pages: Pages,
}

#[handler]
impl Site {
    #[post("/about")]
    fn send(&self) {}

    #[get("/about")]
    fn about(&self) {}
}

fn main() {}

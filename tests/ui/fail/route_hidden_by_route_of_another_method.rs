#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[post("/about")]
    fn change(&self) {}
}

#[handler]
struct Site {
    #[mount("/")]
    pages: Pages,
}

#[handler]
impl Site {
    #[get("/about")]
    fn about(&self) {}
}

fn main() {}

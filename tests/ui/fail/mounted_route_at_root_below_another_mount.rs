#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[get("/api")]
    fn about_the_api(&self) {}
}

#[handler]
struct Site {
    #[mount("/")]
    pages: Pages,
    #[mount("/api")]
    api: Box<dyn Handler>,
}

#[handler]
impl Site {}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[options("/about/{page}")]
    fn about(&self, page: &str) {}
}

#[handler]
struct Site {
    #[mount("/")]
    pages: Pages,
}

#[handler]
impl Site {
    #[get("/{section}/{page}")]
    fn show(&self, section: &str, page: &str) {}
}

fn main() {}

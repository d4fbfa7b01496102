#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[get("/{page}/files/{*path}")]
    fn file(&self, page: &str, path: &str) {}
}

#[handler]
struct Site {
    #[mount("/")]
    pages: Pages,
}

#[handler]
impl Site {
    #[get("/{section}/files/{*rest}")]
    fn section(&self, section: &str, rest: &str) {}
}

fn main() {}

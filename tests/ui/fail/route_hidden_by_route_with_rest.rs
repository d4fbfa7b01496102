#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[get("/files/{name}")]
    fn page(&self, name: &str) {}
}

#[handler]
struct Site {
    #[mount("/")]
    pages: Pages,
}

#[handler]
impl Site {
    #[get("/files/{*rest}")]
    fn files(&self, rest: &str) {}
}

fn main() {}

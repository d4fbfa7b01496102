#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route(GET | HEAD)]
    fn anything(&self) {}

    #[get("/{*path}")]
    fn file(&self, path: &str) {}

    #[post]
    fn other(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site(#[mount("/static/v1")] Option<Box<dyn Handler>>);

#[handler(prefix = "/static")]
impl Site {
    #[get("/{version}")]
    fn list(&self, version: &str) {}

    #[route(GET | PUT, "/v1/{name}/{*rest}")]
    fn file(&self, name: &str, rest: &str) {}
}

fn main() {}

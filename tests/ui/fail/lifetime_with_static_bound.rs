#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{name}")]
    fn show<'a: 'static>(&self, name: &'a str) -> &'a str {
        name
    }
}

fn main() {}

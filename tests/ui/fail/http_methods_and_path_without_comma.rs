#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route(GET, POST "/x")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Wrong {
    #[mount("api")]
    api: Box<dyn Handler>,
}

#[handler]
impl Wrong {}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("index")]
    fn index(&self) {}
}

fn main() {}

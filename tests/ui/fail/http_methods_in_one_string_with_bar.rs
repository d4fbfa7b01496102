#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route("GET|POST", "/")]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route("GET | HEAD", "/")]
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

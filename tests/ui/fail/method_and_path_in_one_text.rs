#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route("GET /about")]
    fn show(&self) {
        todo!()
    }
}

fn main() {}

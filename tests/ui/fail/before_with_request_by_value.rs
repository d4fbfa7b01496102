#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}

    #[before]
    fn check(&self, request: Request) {
        todo!()
    }
}

fn main() {}

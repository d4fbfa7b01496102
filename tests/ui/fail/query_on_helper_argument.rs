#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}

    fn helper(&self, #[query] page: u32) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    let name = "site";

    #[get("/")]
    fn index(&self) {}
}

fn main() {}

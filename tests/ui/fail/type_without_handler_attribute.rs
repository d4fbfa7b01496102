#![allow(unused)]

use http_core::prelude::*;

struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

struct Site;

impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

trait Page {
    #[get("/")]
    fn index(&self);
}

fn main() {}

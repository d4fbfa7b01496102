#![allow(unused)]

use http_core::prelude::*;

trait Page {}

#[handler]
impl dyn Page {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site<'a> {
    name: &'a str,
}

#[handler]
impl Site<'a> {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

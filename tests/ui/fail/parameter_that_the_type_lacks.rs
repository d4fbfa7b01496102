#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl<T> Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

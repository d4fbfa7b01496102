#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get]
    fn first(&self) {}

    #[get]
    fn second(&self) {}
}

fn main() {}

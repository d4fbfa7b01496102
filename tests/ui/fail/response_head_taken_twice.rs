#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}

    #[after]
    fn stamp(&self, first: &mut ResponseHead, second: &mut ResponseHead) {}
}

fn main() {}

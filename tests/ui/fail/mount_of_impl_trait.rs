#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/api")]
    api: impl Handler,
}

#[handler]
impl Site {}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
union Site {
    a: u8,
}

fn main() {}

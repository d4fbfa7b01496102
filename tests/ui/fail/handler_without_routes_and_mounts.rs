#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn check(&self) {}

    fn helper(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before("/admin")]
    fn check(&self) {
        todo!()
    }
}

fn main() {}

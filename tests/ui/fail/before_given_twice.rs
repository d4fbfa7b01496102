#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    #[before]
    fn check(&self) {
        todo!()
    }
}

fn main() {}

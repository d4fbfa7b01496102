#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn check(&self, request: Request) {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn check(&self, _: &Request) {
        todo!()
    }
}

fn main() {}

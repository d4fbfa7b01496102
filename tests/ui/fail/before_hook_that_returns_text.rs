#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn check(&self) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler(prefix = "/{tenant}")]
impl Site {
    #[get]
    fn index(&self) {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn index(&self, #[path("{id}")] num: u8) {
        todo!()
    }
}

fn main() {}

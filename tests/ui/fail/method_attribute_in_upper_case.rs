#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[Get("/{id}")]
    fn index(&self, id: u8) {
        todo!()
    }
}

fn main() {}

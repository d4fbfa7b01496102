#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{{id}}")]
    fn a(&self, id: u64) {
        todo!()
    }

    #[get("/b/$id")]
    fn b(&self, id: u64) {
        todo!()
    }
}

fn main() {}

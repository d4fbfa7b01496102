#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    #[before]
    fn index(&self) {
        todo!()
    }
}

fn main() {}

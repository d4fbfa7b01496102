#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, x: impl Read) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler(timeout = 5)]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self) {
        todo!()
    }
}

fn main() {}

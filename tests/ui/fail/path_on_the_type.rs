#![allow(unused)]

use http_core::prelude::*;

#[handler("/v1")]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self) {
        todo!()
    }
}

fn main() {}

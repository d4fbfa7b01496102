#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler(prefix = "/v1/*")]
impl Site {
    #[get("/")]
    fn show(&self) {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("users")]
    async fn first(&self, _: u8) {}

    #[get("/{id}")]
    fn second(&mut self) {}

    #[get("/ok")]
    fn third(&self) -> u8 {
        0
    }
}

fn main() {}

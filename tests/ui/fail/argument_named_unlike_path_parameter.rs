#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/users/{id}")]
    fn show(&self, idx: u64) -> String {
        todo!()
    }
}

fn main() {}

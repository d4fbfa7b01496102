#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/users/{id}")]
    fn show(&self, _id: u64) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, #[path("idd")] x: u64) -> String {
        todo!()
    }
}

fn main() {}

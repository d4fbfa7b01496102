#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, #[query] id: u64) -> String {
        todo!()
    }
}

fn main() {}

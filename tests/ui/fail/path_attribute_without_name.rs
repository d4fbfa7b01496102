#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, #[path] id: &str) -> String {
        todo!()
    }
}

fn main() {}

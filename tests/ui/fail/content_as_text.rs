#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn create(&self, body: &str) -> String {
        todo!()
    }
}

fn main() {}

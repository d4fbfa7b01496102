#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/<path..>")]
    fn index(&self, path: &str) -> String {
        todo!()
    }
}

fn main() {}

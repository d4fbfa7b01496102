#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[query] name: Option<str>) -> String {
        todo!()
    }
}

fn main() {}

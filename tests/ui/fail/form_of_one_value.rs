#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn show(&self, #[form] name: Option<String>) -> String {
        todo!()
    }
}

fn main() {}

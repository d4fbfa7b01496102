#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[header("user agent")] agent: &str) -> String {
        todo!()
    }
}

fn main() {}

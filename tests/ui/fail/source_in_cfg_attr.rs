#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[cfg_attr(all(), query)] a: &str) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    const PAGE: &str = "page";

    #[get("/page")]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

type Page = Option<u32>;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[query] page: Page) -> String {
        todo!()
    }
}

fn main() {}

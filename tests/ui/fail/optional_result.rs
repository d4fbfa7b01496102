#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[query] tags: Option<Result<u8, Rejection>>) -> String {
        todo!()
    }
}

fn main() {}

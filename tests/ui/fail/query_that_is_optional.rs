#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[query(optional)] page: u32, #[header("x-token", required = true)] token: &str) -> String {
        todo!()
    }
}

fn main() {}

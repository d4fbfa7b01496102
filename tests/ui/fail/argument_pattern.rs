#![allow(unused)]

use http_core::prelude::*;
struct Pair(u8, u8);

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[query] Pair(a, b): Pair) -> String {
        todo!()
    }
}

fn main() {}

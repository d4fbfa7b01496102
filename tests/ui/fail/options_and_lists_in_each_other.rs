#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, id: Option<Option<u8>>, #[query] a: Vec<Option<u8>>, #[query] b: Vec<Vec<u8>>, #[query] c: Vec<Result<u8, Rejection>>, #[query] d: Result<Result<u8, Rejection>, Rejection>) {
        todo!()
    }
}

fn main() {}

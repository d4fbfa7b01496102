#![allow(unused)]

use http_core::prelude::*;
struct Path<T>(T);

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{a}/{b}")]
    fn show(&self, path: Path<(u64, String)>) -> String {
        todo!()
    }
}

fn main() {}

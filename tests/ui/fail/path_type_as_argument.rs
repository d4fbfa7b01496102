#![allow(unused)]

use http_core::prelude::*;
struct Path<T>(T);

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, id: Path<u64>) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;
struct Query<T>(T);

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, page: Query<u32>) -> String {
        todo!()
    }
}

fn main() {}

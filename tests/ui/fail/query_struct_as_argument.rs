#![allow(unused)]

use http_core::prelude::*;
struct Query<T>(T);
struct Page;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, page: Query<Page>) -> String {
        todo!()
    }
}

fn main() {}

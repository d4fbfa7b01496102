#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, #[query] page: ) -> &'static str {
        "x"
    }

    #[get("/ok")]
    fn ok(&self) {}
}

fn main() {}

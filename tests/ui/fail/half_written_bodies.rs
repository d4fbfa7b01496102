#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/users/{id}")]
    fn index(&self, id: u64) -> String {
        id.
    }

    #[get("/ok")]
    fn ok(&self) {
        let x = 
    }
}

fn main() {}

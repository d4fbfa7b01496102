#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/users/[id]")]
    fn index(&self, id: &str) -> String {
        todo!()
    }
}

fn main() {}

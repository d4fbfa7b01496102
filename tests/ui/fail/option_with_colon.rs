#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/", status: 201)]
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

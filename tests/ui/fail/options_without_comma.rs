#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a", status = 201 hidden)]
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

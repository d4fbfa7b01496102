#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/mess
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

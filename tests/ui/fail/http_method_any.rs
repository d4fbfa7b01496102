#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route(ANY, "/")]
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

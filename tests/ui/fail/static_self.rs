#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&'static self) -> String {
        todo!()
    }
}

fn main() {}

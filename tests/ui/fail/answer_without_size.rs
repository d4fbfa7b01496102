#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn create(&self) -> str {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/", status = 999)]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

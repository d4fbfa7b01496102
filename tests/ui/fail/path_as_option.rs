#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get(path = "/users")]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id:u32}")]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

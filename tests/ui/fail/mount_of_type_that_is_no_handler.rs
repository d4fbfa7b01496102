#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/x")]
    number: std::vec::Vec<u32>,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {
        todo!()
    }
}

fn main() {}

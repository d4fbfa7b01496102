#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    cache: std::cell::Cell<u8>,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {
        todo!()
    }
}

fn main() {}

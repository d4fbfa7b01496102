#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    numbers: [u8],
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> Vec<u8> {
        self.numbers.to_vec()
    }
}

fn main() {}

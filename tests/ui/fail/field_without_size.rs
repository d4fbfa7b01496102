#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    number: u8,
    name: str,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> String {
        self.name.to_owned()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    name: dyn std::fmt::Display,
    clock: dyn Fn() -> u64 + Send,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/api")]
    api: dyn Handler,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/api")]
    api: Box<dyn Handler>,
}

#[handler]
impl Site {
    #[get("/api")]
    fn index(&self) {}
}

fn main() {}

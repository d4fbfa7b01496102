#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/")]
    pages: Box<dyn Handler>,
}

#[handler]
impl Site {
    #[get("/{*rest}")]
    fn files(&self, rest: &str) {}
}

fn main() {}

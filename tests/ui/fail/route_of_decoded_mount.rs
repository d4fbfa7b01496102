#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/a%62c")]
    api: Box<dyn Handler>,
}

#[handler]
impl Site {
    #[get("/abc/")]
    fn index(&self) {}
}

fn main() {}

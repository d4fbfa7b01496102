#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/api")]
    api: Box<dyn Handler>,
}

#[handler(prefix = "/api")]
impl Site {
    #[get]
    fn any(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/")]
    files: Box<dyn Handler>,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}

    #[post]
    fn any(&self) {}
}

fn main() {}

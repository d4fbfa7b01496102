#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/ok")]
    fn ok(&self) {}

    #[get("/")]
    fn index
}

fn main() {
    Site.ok();
}

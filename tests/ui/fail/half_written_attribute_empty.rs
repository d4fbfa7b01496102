#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[]
    fn index(&self) {}

    #[get("/ok")]
    fn ok(&self) {}
}

fn main() {
    Site.ok();
}

#![allow(unused)]

use http_core::prelude::*;

#[handler(server = "Site\n")]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Api;

#[handler]
#[mount("/api", Api)]
struct Site;

#[handler]
#[mount("/api")]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Api;

#[handler]
impl Api {
    #[get("/")]
    fn index(&self) {}
}

#[handler]
struct Site {
    #[mount("/api")]
    first: Api,
    #[mount("/api")]
    second: Api,
}

#[handler]
impl Site {}

fn main() {}

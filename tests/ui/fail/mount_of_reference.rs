//! A mounted handler belongs to the one it is mounted in.

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
    api: &Api,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {}

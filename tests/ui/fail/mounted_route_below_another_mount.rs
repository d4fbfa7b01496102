#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Api;

#[handler]
impl Api {
    #[get("/{version}/x")]
    fn of_version(&self, version: &str) {}

    #[get("/v2/x")]
    fn second(&self) {}
}

#[handler]
struct Site {
    #[mount("/api")]
    api: std::sync::Arc<Api>,
    #[mount("/api/v2")]
    newer: Box<dyn Handler>,
}

#[handler]
impl Site {}

fn main() {}

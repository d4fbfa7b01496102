#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Api {
    #[mount("/v2")]
    newer: Box<dyn Handler>,
}

#[handler]
impl Api {}

#[handler]
struct Site {
    #[mount("/api")]
    api: Api,
    #[mount("/api/v2")]
    newer: Box<dyn Handler>,
}

#[handler]
impl Site {}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Api {
    #[mount("/users")]
    users: Box<dyn Handler>,
}

#[handler]
impl Api {}

#[handler]
struct Site {
    #[mount("/")]
    api: Api,
}

#[handler]
impl Site {
    #[get("/users")]
    fn users(&self) {}

    #[get("/users/{*rest}")]
    fn user(&self, rest: &str) {}
}

fn main() {}

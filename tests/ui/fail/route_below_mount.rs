#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Api;

#[handler]
impl Api {
    #[get("/users")]
    fn users(&self) {}
}

#[handler]
struct Site {
    #[mount("/api")]
    api: Api,
}

#[handler]
impl Site {
    #[get("/{section}/users")]
    fn section(&self, section: &str) {}

    #[get("/api/users")]
    fn all_users(&self) {}
}

fn main() {}

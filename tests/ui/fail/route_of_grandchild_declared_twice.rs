#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Users;

#[handler]
impl Users {
    #[get("/{name}")]
    fn user(&self, name: &str) {}
}

#[handler]
struct Api {
    #[mount("/users")]
    users: Users,
}

#[handler]
impl Api {}

#[handler]
struct Outer {
    #[mount("/")]
    api: Api,
}

#[handler]
impl Outer {}

#[handler]
struct Site {
    #[mount("/")]
    outer: Outer,
}

#[handler]
impl Site {
    #[get("/users/{id}")]
    fn user(&self, id: u64) {}
}

fn main() {}

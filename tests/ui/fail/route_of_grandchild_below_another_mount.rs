#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Users;

#[handler]
impl Users {
    #[get("/{id}")]
    fn user(&self, id: u64) {}

    #[get("/admin/log")]
    fn log(&self) {}
}

#[handler]
struct Api {
    #[mount("/users")]
    users: Option<std::sync::Arc<Users>>,
}

#[handler]
impl Api {}

#[handler]
struct Site {
    #[mount("/api")]
    api: Api,
    #[mount("/api/users/admin")]
    admin: Box<dyn Handler>,
}

#[handler]
impl Site {}

fn main() {}

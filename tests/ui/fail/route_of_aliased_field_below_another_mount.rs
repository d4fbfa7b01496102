#![allow(unused)]

use http_core::prelude::*;
use std::sync::Arc;

type Shared<H> = Option<Arc<H>>;
type Users = Shared<UserRoutes>;

#[handler]
struct UserRoutes;

#[handler]
impl UserRoutes {
    #[get("/admin")]
    fn admin(&self) {}
}

#[handler]
struct Site {
    #[mount("/users")]
    users: Users,
    #[mount("/users/admin")]
    admin: Box<dyn Handler>,
}

#[handler]
impl Site {}

fn main() {}

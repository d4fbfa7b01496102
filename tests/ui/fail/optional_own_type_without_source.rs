#![allow(unused)]

use http_core::prelude::*;
struct User;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, user: Option<User>) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;
struct User;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, id: User) -> String {
        todo!()
    }
}

fn main() {}

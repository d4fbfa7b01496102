#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct About;

#[handler]
impl About {
    #[get("/")]
    fn about(&self) -> String {
        todo!()
    }
}

#[handler]
struct Site {
    #[mount("/about/:id")]
    about: About,
}

#[handler]
impl Site {}

fn main() {}

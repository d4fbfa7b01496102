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
    #[moutn("/about")]
    about: About,
}

#[handler]
impl Site {}

fn main() {}

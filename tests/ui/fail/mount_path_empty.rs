#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("")]
    api: Api,
}

#[handler]
impl Site {}

#[handler]
struct Api;

#[handler]
impl Api {
    #[get("/")]
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[derive(serde::Deserialize)]
struct Name {
    name: String,
}

#[derive(serde::Deserialize)]
struct Age {
    age: u8,
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn show(&self, #[form] name: Name, #[form] age: Age) -> String {
        todo!()
    }
}

fn main() {}

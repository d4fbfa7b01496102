#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, id: Option<) -> String {
        todo!()
    }

    #[get("/ok")]
    fn ok(&self) {}
}

fn main() {}

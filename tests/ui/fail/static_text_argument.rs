#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}")]
    fn show(&self, id: &'static str, #[query] page: Option<&'static str>) -> String {
        todo!()
    }
}

fn main() {}

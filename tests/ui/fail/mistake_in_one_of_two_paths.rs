#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/messages/{id}")]
    #[get("messages/{id}/text")]
    fn show(&self, id: u64) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn show(&self, #[multipart] file: Vec<u8>) {
        todo!()
    }
}

fn main() {}

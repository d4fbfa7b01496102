#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[state] database: &Vec<u8>) {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/", status = 201u8)]
    fn show(&self) {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn create(&self, Json(task): Json<u8>) {
        todo!()
    }
}

fn main() {}

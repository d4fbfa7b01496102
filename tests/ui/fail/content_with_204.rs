#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/", status = 204)]
    fn index(&self) -> Result<Json<u8>, StatusCode> {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/files/{*path}")]
    fn show(&self) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;
struct Mistake;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> Result<String, Mistake> {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, response: ResponseWriter) {
        todo!()
    }
}

fn main() {}

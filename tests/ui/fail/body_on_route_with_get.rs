#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route(GET | POST, "/")]
    fn both(&self, body: &mut Body) {
        todo!()
    }
}

fn main() {}

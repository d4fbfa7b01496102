#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn create(&self, #[json] body: &mut Body) {
        todo!()
    }
}

fn main() {}

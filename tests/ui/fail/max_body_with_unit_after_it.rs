#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/", max_body = 10 MB)]
    fn show(&self, body: &mut Body) {
        todo!()
    }
}

fn main() {}

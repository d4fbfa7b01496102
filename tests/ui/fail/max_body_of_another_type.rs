#![allow(unused)]

use http_core::prelude::*;

const LIMIT: usize = 64 * 1024;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/", max_body = LIMIT)]
    fn show(&self, body: &mut Body) {
        todo!()
    }
}

fn main() {}

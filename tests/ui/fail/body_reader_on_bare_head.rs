#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[head]
    fn probe(&self, body: &mut Body) {
        todo!()
    }
}

fn main() {}

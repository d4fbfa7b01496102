#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a/{+rest}")]
    fn a(&self, rest: &str) {
        todo!()
    }

    #[get("/b/{rest*}")]
    fn b(&self, rest: &str) {
        todo!()
    }

    #[get("/c/{...rest}")]
    fn c(&self, rest: &str) {
        todo!()
    }
}

fn main() {}

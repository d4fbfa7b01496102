#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn a(&self, content: &mut dyn Read) {
        todo!()
    }

    #[put("/")]
    fn b(&self, content: Box<Body>) {
        todo!()
    }

    #[get("/")]
    fn c(&self, response: &mut dyn Write) {
        todo!()
    }
}

fn main() {}

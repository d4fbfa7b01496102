#![allow(unused)]

use http_core::prelude::*;
struct Outcome;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, response: &mut ResponseWriter) -> Outcome {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, response: &mut ResponseWriter) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, a: &mut ResponseWriter, b: &mut ResponseWriter) {
        todo!()
    }
}

fn main() {}

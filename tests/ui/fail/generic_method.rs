#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index<T: FromRequest<'static>>(&self, x: T) -> String {
        todo!()
    }
}

fn main() {}

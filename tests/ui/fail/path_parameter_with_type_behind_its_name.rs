#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/users/<id:int>/files/<file:path>")]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

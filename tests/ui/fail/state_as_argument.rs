#![allow(unused)]

use http_core::prelude::*;
struct State<T>(T);

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, state: &State<u8>) -> String {
        todo!()
    }
}

fn main() {}

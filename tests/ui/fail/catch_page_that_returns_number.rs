#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}

    #[catch]
    fn lost(&self) -> u8 {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch]
    fn first(&self) -> String {
        todo!()
    }

    #[catch]
    fn second(&self) -> String {
        todo!()
    }
}

fn main() {}

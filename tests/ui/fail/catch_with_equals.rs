#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch = 404]
    fn lost(&self) -> String {
        todo!()
    }
}

fn main() {}

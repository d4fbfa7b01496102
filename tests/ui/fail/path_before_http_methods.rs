#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route("/", methods = ["GET"])]
    fn index(&self) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[errorhandler(404)]
    fn lost(&self) -> String {
        todo!()
    }
}

fn main() {}

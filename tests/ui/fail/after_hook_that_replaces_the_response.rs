#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[after]
    fn stamp(&self, response: Response) -> Response {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;
const PATH: &str = "/";

#[handler]
struct Site;

#[handler]
impl Site {
    #[get(PATH)]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/%00")]
    fn index(&self) -> &'static str {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    extern "C" fn index(&self) {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

macro_rules! index {
    () => {
        #[get("/")]
        fn index(&self) {}
    };
}

#[handler]
struct Site;

#[handler]
impl Site {
    index!();
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("^/users/[0-9]+$")]
    fn a(&self) {
        todo!()
    }

    #[get("/(about|help)")]
    fn b(&self) {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
mod site {
    #[get("/")]
    fn index() {}
}

fn main() {}

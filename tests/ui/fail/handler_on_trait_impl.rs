#![allow(unused)]

use http_core::prelude::*;

struct Site;

#[handler]
impl std::fmt::Display for Site {
    #[get("/")]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("site")
    }
}

fn main() {}

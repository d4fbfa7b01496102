#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{*file}")]
    fn index(&self, file: &std::path::Path) -> &'static str {
        todo!()
    }
}

fn main() {}

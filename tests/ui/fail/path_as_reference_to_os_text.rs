#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{name}")]
    fn show(&self, name: &std::ffi::OsStr) {
        todo!()
    }
}

fn main() {}

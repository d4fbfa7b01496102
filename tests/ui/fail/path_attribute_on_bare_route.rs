#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get]
    fn show(&self, #[path("idd")] id: u64) -> String {
        todo!()
    }
}

fn main() {}

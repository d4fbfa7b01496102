#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[query] #[cookie] page: u32) -> String {
        todo!()
    }
}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{id}/")]
    #[delete("/{user}")]
    fn index(&self, id: u64) {
        todo!()
    }
}

fn main() {}

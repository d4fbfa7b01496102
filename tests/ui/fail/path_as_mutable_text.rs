#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{word}")]
    fn index(&self, word: &mut str) -> String {
        todo!()
    }
}

fn main() {}

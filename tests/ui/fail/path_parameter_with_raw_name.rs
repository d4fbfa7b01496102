#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{r#type}")]
    fn show(&self, r#type: u8) {
        todo!()
    }
}

fn main() {}

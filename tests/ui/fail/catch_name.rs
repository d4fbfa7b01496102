#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch(lost)]
    fn lost(&self) -> String {
        todo!()
    }
}

fn main() {}

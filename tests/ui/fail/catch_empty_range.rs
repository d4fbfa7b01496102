#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch(599..=500)]
    fn lost(&self) -> String {
        todo!()
    }
}

fn main() {}

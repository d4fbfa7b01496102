#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch]
    fn lost(&self, body: &mut Body) -> String {
        todo!()
    }
}

fn main() {}

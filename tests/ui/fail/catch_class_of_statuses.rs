#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch(4xx)]
    fn broken(&self) -> String {
        todo!()
    }
}

fn main() {}

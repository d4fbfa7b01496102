#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch(200..=299)]
    fn broken(&self) -> String {
        todo!()
    }
}

fn main() {}

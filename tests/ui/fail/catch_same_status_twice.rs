#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch(404)]
    fn first(&self) -> String {
        todo!()
    }

    #[catch(404)]
    fn second(&self) -> String {
        todo!()
    }
}

fn main() {}

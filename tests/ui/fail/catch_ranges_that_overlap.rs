#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[catch(400..=499)]
    fn first(&self) -> String {
        todo!()
    }

    #[catch(404..=599)]
    fn second(&self) -> String {
        todo!()
    }
}

fn main() {}

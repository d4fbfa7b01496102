#![allow(unused)]

use http_core::prelude::*;
use std::sync::Arc;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(self: &Arc<Self>) -> String {
        todo!()
    }
}

fn main() {}

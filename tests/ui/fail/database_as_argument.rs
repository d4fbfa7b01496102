#![allow(unused)]

use http_core::prelude::*;
use std::sync::Arc;

struct Database;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, database: Arc<Database>) -> &'static str {
        todo!()
    }
}

fn main() {}

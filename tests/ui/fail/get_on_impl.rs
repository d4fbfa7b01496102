#![allow(unused)]

use http_core::prelude::*;

struct Site;

#[get("/")]
impl Site {}

fn main() {}

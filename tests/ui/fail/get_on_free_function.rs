#![allow(unused)]

use http_core::prelude::*;

#[get("/")]
fn index() {}

fn main() {}

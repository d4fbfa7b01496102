#![allow(unused)]

use http_core::prelude::*;

#[handler]
fn index() {}

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[catch(404)]
struct Lost;

fn main() {}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
enum Site {
    Files(#[mount("/files")] u8),
}

fn main() {}

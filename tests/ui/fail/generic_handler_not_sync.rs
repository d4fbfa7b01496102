#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Store<T> {
    value: T,
}

#[handler]
impl<T> Store<T> {
    #[get("/")]
    fn index(&self) {}
}

fn main() {
    let _ = HttpServer::bind("127.0.0.1:0", Store { value: std::cell::Cell::new(1u8) });
}

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

#[handler]
impl Store<u8> {
    #[get("/number")]
    fn number(&self) {}
}

fn main() {
    let _ = HttpServer::bind("127.0.0.1:0", Store { value: 1 });
}

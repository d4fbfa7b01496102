#![allow(unused)]

use http_core::prelude::*;

fn serve<H>(handler: H) -> io::Result<HttpServer> {
    HttpServer::bind("127.0.0.1:0", handler)
}

fn main() {}

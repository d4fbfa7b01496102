#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/pages")]
    pages: Pages,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[get("/")]
    fn index(&self) {}
}

#[handler]
impl Pages {
    #[get("/other")]
    fn other(&self) {}
}

fn main() {
    let _ = HttpServer::bind("127.0.0.1:0", Site { pages: Pages });
}

#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

fn main() -> io::Result<()> {
    HttpServer::bind("127.0.0.1:0", Site)?.run_forever()
}

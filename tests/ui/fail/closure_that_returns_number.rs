use http_core::prelude::*;
use http_core::handler_fn;

fn main() {
    let _ = HttpServer::bind("127.0.0.1:0", handler_fn(|_: &Request, _: &mut Body| 200));
}

//! Says what it is told: `GET /bears` is answered with `bears`.
//!
//! Shows `#[get]` without a path, which takes every GET, and the target as the client sent it.
//!
//! `cargo run --example echo`, then open <http://127.0.0.1:8000/bears>. Another port goes behind `--`.

use http_core::prelude::*;

#[handler]
struct Echo;

#[handler]
impl Echo {
    /// The target without its first `/`, as sent: percent-encoded, query included.
    #[get]
    fn echo(&self, request: &Request) -> String {
        let target = request.target();
        target.strip_prefix('/').unwrap_or(target).to_owned()
    }
}

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Echo)?;
    println!("listening on {}", server.url());
    server.run_forever()
}

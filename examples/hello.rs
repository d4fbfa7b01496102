//! The smallest server: every GET is answered with a greeting.
//!
//! `cargo run --example hello`, or with another port behind `--`.

use http_core::prelude::*;

#[handler]
struct Hello;

#[handler]
impl Hello {
    #[get]
    fn do_get(&self, _request: &Request, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.send_header("Content-Type", "text/plain; charset=utf-8")?;
        response.end_headers()?;
        response.write_all("Hello, HTTP!\n".as_bytes())
    }
}

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Hello)?;
    println!("listening on {}", server.url());
    server.run_forever()
}

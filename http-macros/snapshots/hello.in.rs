//! A verb without a path, which writes its response itself.

use http_core::prelude::*;

#[handler]
struct Hello;

#[handler]
impl Hello {
    /// Greets whoever asks.
    #[get]
    fn do_get(&self, _request: &Request, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.send_header("Content-Type", "text/plain; charset=utf-8")?;
        response.end_headers()?;
        response.write_all("Hello, HTTP!\n".as_bytes())
    }
}

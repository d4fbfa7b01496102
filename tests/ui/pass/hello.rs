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

fn main() {
    assert_eq!(http_core::routes(&Hello)[0].path(), "/{*}");
}

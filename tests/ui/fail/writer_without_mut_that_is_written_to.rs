use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a")]
    fn a(&self, response: &ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.end_headers()?;
        response.write_all(b"a")
    }

    #[post("/b")]
    fn b(&self, body: &http_core::Body) -> io::Result<String> {
        let mut text = String::new();
        body.read_to_string(&mut text)?;
        Ok(text)
    }

    #[after]
    fn stamp(&self, head: &ResponseHead) {
        head.set_status(StatusCode::OK);
    }
}

fn main() {}

use http_core::prelude::*;

#[handler]
struct App;

#[handler]
impl App {
    #[get("/")]
    fn index(&self) -> Response {
        Response::upgrade("echo/1", |stream| stream.read(&mut [0; 16]))
    }
}

fn main() {}

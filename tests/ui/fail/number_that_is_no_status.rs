use http_core::prelude::*;

#[handler]
struct App;

#[handler]
impl App {
    #[get("/")]
    fn index(&self, response: &mut ResponseWriter) -> io::Result<()> {
        let status: i32 = 404;
        response.send_response(status)
    }
}

fn main() {}

//! What is read from the content, and the options of a route.

use http_core::prelude::*;

#[handler(server = "Board/1.0", max_body = 64 * 1024)]
struct Board;

#[handler]
impl Board {
    #[post("/messages", status = 201, max_body = 4096)]
    fn create(&self, #[json] message: Message) -> Json<Message> {
        Json(message)
    }

    #[put("/messages/{id}")]
    fn replace(&self, id: u64, #[form] message: Option<Message>) -> Result<Redirect, Error> {
        self.store(id, message)?;
        Ok(Redirect::see_other("/messages"))
    }

    #[patch("/messages/{id}", hidden)]
    fn change(&self, id: u64, #[json] change: Result<Vec<Change>, Rejection>) -> StatusCode {
        self.apply(id, change)
    }

    #[get("/search", allow_body)]
    #[route("QUERY", "/search", max_body = LIMIT)]
    fn search(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        let mut words = Vec::new();
        body.read_to_end(&mut words)?;
        Ok(words)
    }

    #[post("/echo")]
    fn echo(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        io::copy(body, response).map(drop)
    }

    #[delete("/messages")]
    fn clear(&self) -> impl IntoResponse {
        self.count()
    }

    #[route(GET | HEAD, "/never")]
    fn never(&self) -> ! {
        panic!("never")
    }
}

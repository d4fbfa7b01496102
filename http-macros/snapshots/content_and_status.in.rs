//! What is read from the content, and the options of a route.

use http_core::prelude::*;
use serde::{Deserialize, Serialize};

const LIMIT: u64 = 1_000;

#[derive(Deserialize, Serialize)]
struct Message {
    text: String,
}

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
        let text = message.map_or_else(String::new, |message| message.text);
        Ok(Redirect::see_other(format!("/messages/{}", id + text.parse::<u64>()?)))
    }

    #[patch("/messages/{id}", hidden)]
    fn change(&self, id: u64, #[json] change: Result<Vec<Message>, Rejection>) -> StatusCode {
        change.map_or_else(|rejection| rejection.status(), |_| StatusCode::from_u16(id as u16).unwrap_or_default())
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
        response.send_header("x-path", request.path())?;
        io::copy(body, response).map(drop)
    }

    #[delete("/messages")]
    fn clear(&self) -> impl IntoResponse {
        (StatusCode::OK, "cleared")
    }

    #[route(GET | HEAD, "/never")]
    fn never(&self) -> ! {
        panic!("never")
    }
}

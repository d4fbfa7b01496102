//! The service that is measured: its twins on other servers are in `benches/peers`.
//!
//! Takes the port as first argument.

use http_core::prelude::*;
use serde_core::ser::{Serialize, SerializeStruct, Serializer};
use std::time::Duration;

#[handler]
struct Bench;

struct Message {
    message: &'static str,
}

// Written out: for a derive every example here would compile serde_derive.
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Message", 1)?;
        fields.serialize_field("message", self.message)?;
        fields.end()
    }
}

#[handler]
impl Bench {
    #[get("/plaintext")]
    fn plaintext(&self) -> &'static str {
        "Hello, World!"
    }

    #[get("/json")]
    fn json(&self) -> Json<Message> {
        Json(Message { message: "Hello, World!" })
    }

    #[get("/users/{id}/posts/{slug}")]
    fn post(&self, id: u64, slug: &str) -> String {
        format!("{id}:{slug}")
    }

    #[post("/echo")]
    fn echo(&self, #[header("content-type")] media_type: Option<&str>, body: &mut Body) -> io::Result<Response> {
        let media_type = media_type.unwrap_or("application/octet-stream");
        Ok(Response::new(StatusCode::OK).with_header("content-type", media_type).with_body(body.read_all()?))
    }

    #[get("/sleep/{ms}")]
    fn sleep(&self, ms: u64) -> &'static str {
        std::thread::sleep(Duration::from_millis(ms));
        "ok"
    }
}

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Bench)?;
    println!("listening on {}", server.url());
    server.run_forever()
}

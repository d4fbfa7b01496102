//! One program of some breadth in the editions 2018, 2021 and 2024: the packages beside this file differ in nothing else.
//!
//! The names are keywords in some editions, or in all.

#![deny(warnings, rust_2018_idioms)]

use http_core::prelude::*;
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Mutex;

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug)]
struct Session<'r> {
    r#async: &'r str,
}

impl<'r> FromRequest<'r> for Session<'r> {
    type Rejection = StatusCode;

    fn from_request(request: &'r Request) -> Result<Self, StatusCode> {
        let session = request.header("session").ok_or(StatusCode::UNAUTHORIZED)?;
        Ok(Session { r#async: session })
    }
}

#[handler(server = "Board/1.0", max_body = 4 * 1024)]
#[derive(Debug, Default)]
struct Board {
    messages: Mutex<Vec<Message>>,
    #[mount("/numbers")]
    numbers: Store<u64>,
    #[mount("/words")]
    words: Option<Box<Store<String>>>,
}

#[handler]
impl Board {
    #[get("/")]
    fn index(&self) -> Html<&'static str> {
        Html("<h1>Board</h1>")
    }

    #[get("/messages/{id}")]
    #[get("/messages/{id}/{try}")]
    fn show(&self, id: usize, r#try: Option<u8>, #[query] upper: Option<bool>) -> Option<String> {
        let messages = self.messages.lock().ok()?;
        let text = &messages.get(id)?.text;
        let text = if upper == Some(true) { text.to_uppercase() } else { text.clone() };
        Some(match r#try {
            Some(times) => format!("{} {}", text, times),
            None => text,
        })
    }

    #[post("/messages", status = 201)]
    fn create(&self, #[json] message: Message) -> Json<Message> {
        if let Ok(mut messages) = self.messages.lock() {
            messages.push(message.clone());
        }
        Json(message)
    }

    #[route(PUT | PATCH, "/form")]
    fn form(&self, #[form] message: Result<Message, Rejection>) -> Result<String, Rejection> {
        message.map(|message| message.text)
    }

    #[get("/session/{async}")]
    fn session(&self, r#async: &str, session: Session<'_>, #[header("x-dyn")] r#dyn: Vec<&str>) -> String {
        format!("{} {} {}", r#async, session.r#async, r#dyn.len())
    }

    #[post("/echo")]
    fn echo(&self, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        io::copy(body, response).map(drop)
    }

    #[before]
    fn check(&self, request: &Request) -> Result<(), StatusCode> {
        match request.query() {
            Some("forbidden") => Err(StatusCode::FORBIDDEN),
            _ => Ok(()),
        }
    }

    #[after]
    fn stamp(&self, _request: &Request, head: &mut ResponseHead) {
        if head.status() == StatusCode::FORBIDDEN {
            head.set_status(StatusCode::IM_A_TEAPOT);
        }
    }

    #[catch(404)]
    fn lost(&self, request: &Request) -> String {
        format!("no {}", request.path())
    }

    #[catch(500..=599)]
    #[catch]
    fn page(&self, status: StatusCode) -> (StatusCode, String) {
        (status, status.as_u16().to_string())
    }
}

#[handler]
#[derive(Debug, Default)]
struct Store<T> {
    last: Mutex<T>,
}

#[handler(prefix = "/v1")]
impl<T> Store<T>
where
    T: Display + FromStr + Send + Sync + 'static,
    T::Err: Display,
{
    #[get("/last")]
    fn last(&self) -> Option<String> {
        self.last.lock().ok().map(|last| last.to_string())
    }

    #[put("/last/{value}")]
    fn replace(&self, value: T) {
        if let Ok(mut last) = self.last.lock() {
            *last = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Board, Store};
    use http_core::testing::Client;

    fn client() -> Client {
        Client::new(Board { words: Some(Box::new(Store::default())), ..Board::default() })
    }

    fn text(response: &http_core::testing::TestResponse) -> (u16, String) {
        (response.status().as_u16(), response.text().to_owned())
    }

    #[test]
    fn routes_answer() {
        let client = client();
        assert_eq!(text(&client.get("/").send()), (200, "<h1>Board</h1>".to_owned()));
        let created = client.post("/messages").json(&super::Message { text: "one".to_owned() }).send();
        assert_eq!(text(&created), (201, "{\"text\":\"one\"}".to_owned()));
        assert_eq!(text(&client.get("/messages/0?upper=true").send()), (200, "ONE".to_owned()));
        assert_eq!(text(&client.get("/messages/0/3").send()), (200, "one 3".to_owned()));
        let form = client.patch("/form").form(&super::Message { text: "a b".to_owned() }).send();
        assert_eq!(text(&form), (200, "a b".to_owned()));
        let session = client.get("/session/x").header("session", "s").header("x-dyn", "1").send();
        assert_eq!(text(&session), (200, "x s 1".to_owned()));
        assert_eq!(text(&client.post("/echo").body("echo").send()), (200, "echo".to_owned()));
    }

    #[test]
    fn hooks_and_pages_answer() {
        let client = client();
        assert_eq!(text(&client.get("/?forbidden").send()).0, 418);
        assert_eq!(text(&client.get("/nothing").send()), (404, "no /nothing".to_owned()));
        assert_eq!(text(&client.get("/session/x").send()), (401, "401".to_owned()));
    }

    #[test]
    fn mounted_handlers_answer() {
        let client = client();
        assert_eq!(text(&client.put("/numbers/v1/last/7").send()).0, 204);
        assert_eq!(text(&client.get("/numbers/v1/last").send()), (200, "7".to_owned()));
        assert_eq!(text(&client.put("/words/v1/last/word").send()).0, 204);
        assert_eq!(text(&client.get("/words/v1/last").send()), (200, "word".to_owned()));
        assert_eq!(text(&client.put("/numbers/v1/last/word").send()).0, 404);
    }
}

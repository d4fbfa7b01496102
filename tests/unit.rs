//! Handlers without a server: methods that can be called, a value that lists its routes, names that can be imported.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::testing::Client;
use std::sync::Mutex;

#[handler]
struct Board {
    messages: Mutex<Vec<String>>,
}

#[handler]
impl Board {
    #[get("/messages/{id}")]
    fn show(&self, id: usize, #[query] loud: Option<bool>) -> Result<String, StatusCode> {
        let message = self.messages.lock().unwrap().get(id).cloned().ok_or(StatusCode::NOT_FOUND)?;
        Ok(if loud == Some(true) { message.to_uppercase() } else { message })
    }

    #[post("/messages")]
    fn create(&self, #[json] message: String) -> (StatusCode, String) {
        let mut messages = self.messages.lock().unwrap();
        messages.push(message);
        (StatusCode::CREATED, (messages.len() - 1).to_string())
    }

    #[catch(404)]
    fn lost(&self, status: StatusCode) -> String {
        format!("lost: {status}")
    }

    /// Not a route: helpers live beside routes.
    fn count(&self) -> usize {
        self.messages.lock().unwrap().len()
    }
}

fn board() -> Board {
    Board { messages: Mutex::new(vec!["hello".to_owned()]) }
}

#[test]
fn a_route_is_a_method_like_any_other() {
    let board = board();
    assert_eq!(board.show(0, None).unwrap(), "hello");
    assert_eq!(board.show(0, Some(true)).unwrap(), "HELLO");
    assert_eq!(board.show(1, None).unwrap_err(), StatusCode::NOT_FOUND);
    assert_eq!(board.create("again".to_owned()), (StatusCode::CREATED, "1".to_owned()));
    assert_eq!(board.count(), 2);
    assert_eq!(board.lost(StatusCode::NOT_FOUND), "lost: 404 Not Found");
}

#[test]
fn the_testing_client_goes_through_the_protocol_without_a_socket() {
    let client = Client::new(board());
    let response = client.post("/messages").json(&"again").send();
    assert_eq!((response.status(), response.text()), (StatusCode::CREATED, "1"));
    let response = client.get("/messages/1?loud=true").send();
    assert_eq!((response.status(), response.text()), (StatusCode::OK, "AGAIN"));
    let response = client.get("/messages/2").send();
    assert_eq!((response.status(), response.text()), (StatusCode::NOT_FOUND, "lost: 404 Not Found"));
    assert_eq!(client.get("/messages/0?loud=maybe").send().status(), StatusCode::BAD_REQUEST);
    assert_eq!(client.post("/messages").body("text").send().status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[test]
fn a_handler_is_object_safe_and_lists_its_routes() {
    let handler: Box<dyn Handler> = Box::new(board());
    let names: Vec<String> = handler.routes().iter().map(|route| route.name().to_owned()).collect();
    assert_eq!(names, ["Board::show", "Board::create"]);
}

/// What the prelude has can be taken from the root by name.
mod by_name {
    use http_core::{Body, Read, ResponseWriter, Write, handler, io};

    #[handler]
    pub(crate) struct Echo;

    #[handler]
    impl Echo {
        #[post("/")]
        fn echo(&self, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            let mut text = String::new();
            body.read_to_string(&mut text)?;
            response.write_all(text.as_bytes())
        }
    }
}

#[test]
fn the_root_has_all_of_the_prelude() {
    assert_eq!(Client::new(by_name::Echo).post("/").body("hello").send().text(), "hello");
}

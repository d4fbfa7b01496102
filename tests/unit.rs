//! Methods of handlers stay methods: they can be called without a server.

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

#[test]
fn values_are_responses_without_a_server() {
    let response = (StatusCode::CREATED, "made").into_response();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(None::<String>.into_response().status(), StatusCode::NOT_FOUND);
    assert_eq!(Err::<(), _>("no").into_response().status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(Redirect::see_other("/").into_response().headers()["location"], "/");
}

#[test]
fn a_redirect_names_a_uri_whatever_it_was_given() {
    let location =
        |place: &str| Redirect::found(place).into_response().headers()["location"].to_str().unwrap().to_owned();
    for uri in ["/", "", "?page=2#a", "/a%20b;c=(1)", "https://[::1]:8000/~a/!$&'*+,-._:@", "mailto:a@b.example"] {
        assert_eq!(location(uri), uri);
    }
    assert_eq!(location("/Zoë Bell?q=\"1|2\""), "/Zo%C3%AB%20Bell?q=%221%7C2%22");
    assert_eq!(location("/\\elsewhere.example"), "/%5Celsewhere.example");
}

#[handler]
struct Cookies;

#[handler]
impl Cookies {
    #[post("/")]
    fn set(&self, #[form] set: Vec<(String, String)>) -> Response {
        let fields = set.iter().map(|(name, value)| format!("{name}={value}"));
        fields.fold(Response::new(StatusCode::OK), |response, field| response.with_header("Set-Cookie", field))
    }

    #[get("/")]
    fn show(&self, request: &Request) -> String {
        request.header("cookie").unwrap_or("none").to_owned()
    }
}

#[test]
fn the_testing_client_keeps_cookies_as_a_browser_does() {
    let client = Client::new(Cookies);
    let shown = |field: Option<&str>| {
        let request = client.get("/");
        let request = if let Some(field) = field { request.header("Cookie", field) } else { request };
        request.send().text().to_owned()
    };
    assert_eq!(shown(None), "none");
    client.post("/").form(&[("a", "1; Path=/"), ("b", "2"), ("c", "ü")]).send();
    assert_eq!(shown(None), "a=1; b=2; c=ü");
    // What the request itself says goes first, and takes the place of what was kept under its name.
    assert_eq!(shown(Some("b=own; d=4")), "b=own; d=4; a=1; c=ü");
    client.post("/").form(&[("a", "; Max-Age=0"), ("b", "x; Expires=Thu, 01 Jan 1970 00:00:00 GMT")]).send();
    assert_eq!(shown(None), "c=ü");
    // Max-Age goes over Expires, and a date to come is none that has passed.
    client.post("/").form(&[("a", "1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60")]).send();
    client.post("/").form(&[("b", "2; Expires=Fri, 31 Dec 9999 23:59:59 GMT")]).send();
    assert_eq!(shown(None), "c=ü; a=1; b=2");
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

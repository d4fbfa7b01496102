#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

struct Token(u8);

impl FromRequest<'_> for Token {
    type Rejection = StatusCode;

    fn from_request(_: &Request) -> Result<Self, StatusCode> {
        Ok(Token(1))
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[before]
    fn nothing(&self) {}

    #[before]
    fn request(&self, _request: &Request) -> Result<(), StatusCode> {
        Ok(())
    }

    #[before]
    fn values(&self, #[query] a: Option<u8>, token: Token, #[header("b")] b: Vec<&str>, request: &http_core::Request) {
        assert_eq!((a, token.0, b.len(), request.query().is_some()), (None, 1, 0, false));
    }

    #[before]
    fn fallible(&self, token: Result<Token, StatusCode>, #[cookie("c")] c: Result<&str, Rejection>) -> io::Result<()> {
        if token.is_ok() && c.is_err() { Ok(()) } else { Err(io::ErrorKind::InvalidInput.into()) }
    }

    #[after]
    fn after_nothing(&self) {}

    #[after]
    fn after_request(&self, _request: &Request) {}

    #[after]
    fn after_head(&self, head: &mut ResponseHead) {
        head.headers_mut().insert("x-head", http_core::HeaderValue::from_static("head"));
    }

    #[after]
    fn after_both(&self, _request: &Request, _head: &mut http_core::ResponseHead) -> () {}

    #[after]
    fn after_turned(&self, _head: &mut ResponseHead, _request: &Request) {}

    #[catch(400)]
    fn bare(&self) -> &'static str {
        "bare"
    }

    #[catch(401)]
    fn three(&self, request: &Request, status: StatusCode, cause: Option<&Error>) -> String {
        format!("three {} {status} {}", request.path(), cause.is_some())
    }

    #[catch(402)]
    fn turned(&self, cause: Option<&http_core::Error>, status: http_core::StatusCode, request: &Request) -> String {
        format!("turned {} {status} {}", request.path(), cause.is_some())
    }

    #[catch(403)]
    fn mixed(&self, status: StatusCode, request: &Request, cause: Option<&Error>) -> String {
        format!("mixed {} {status} {}", request.path(), cause.is_some())
    }

    #[catch(405)]
    fn twice(&self, status: StatusCode, again: StatusCode) -> String {
        format!("twice {}", status == again)
    }

    #[get("/{status}")]
    fn fail(&self, status: u16) -> Result<(), StatusCode> {
        Err(StatusCode::from_u16(status).unwrap_or_default())
    }
}

fn main() {
    let client = Client::new(Site);
    for (path, text) in [
        ("/400", "bare"),
        ("/401", "three /401 401 Unauthorized false"),
        ("/402", "turned /402 402 Payment Required false"),
        ("/403", "mixed /403 403 Forbidden false"),
        ("/405", "twice true"),
    ] {
        let response = client.get(path).send();
        assert_eq!((response.text(), &response.headers()["x-head"]), (text, &"head".parse().unwrap()), "{path}");
    }
}

//! Error pages by `#[catch]`: which page answers, what it may be, and what becomes of the error's own response.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use tests::{Client, ask, get, post, request, serve};

#[handler]
struct Pages {
    #[mount("/inner")]
    inner: InnerPages,
    #[mount("/plain")]
    plain: PlainPages,
}

#[handler]
impl Pages {
    #[catch(404)]
    fn lost(&self, request: &Request) -> Html<String> {
        Html(format!("outer 404 of {}", request.path()))
    }

    #[catch(400..=499)]
    fn client(&self, status: StatusCode) -> String {
        format!("outer 4xx: {status}")
    }

    #[catch]
    fn any(&self, status: StatusCode, cause: Option<&Error>) -> String {
        format!("outer any: {} {}", status.as_u16(), cause.map_or_else(String::new, ToString::to_string))
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new(()));
    }

    #[get("/status/{code}")]
    fn status(&self, code: u16) -> StatusCode {
        StatusCode::from_u16(code).unwrap()
    }

    #[get("/error")]
    fn error(&self) -> Result<(), Error> {
        Err(Error::new("the cause").with_status(StatusCode::BAD_GATEWAY))
    }

    #[get("/io")]
    fn io(&self) -> io::Result<()> {
        Err(io::Error::other("the io cause"))
    }

    #[get("/number")]
    fn number(&self, #[query] n: u8) -> String {
        n.to_string()
    }

    #[get("/own-content")]
    fn own_content(&self) -> (StatusCode, &'static str) {
        (StatusCode::NOT_FOUND, "content of its own")
    }

    #[get("/fields")]
    fn fields(&self) -> Response {
        Response::new(StatusCode::UNAUTHORIZED)
            .with_header("WWW-Authenticate", "Basic")
            .with_header("Content-Length", "0")
    }
}

/// Pages that are more than text.
#[handler]
struct OddPages;

#[handler]
impl OddPages {
    #[get("/{code}")]
    fn status(&self, code: u16) -> Response {
        Response::new(StatusCode::from_u16(code).unwrap()).with_header("Set-Cookie", "error=1")
    }

    #[catch(400)]
    fn streamed(&self) -> Response {
        Response::from_reader(io::repeat(b'x').take(100_000), None)
    }

    #[catch(401)]
    fn with_cookies(&self) -> Response {
        Response::new(StatusCode::UNAUTHORIZED)
            .with_header("Set-Cookie", "a=1")
            .with_header("Set-Cookie", "b=2")
            .with_body("who?")
    }

    #[catch(402)]
    fn nothing(&self) {}

    #[catch(403)]
    fn status_alone(&self) -> StatusCode {
        StatusCode::BAD_GATEWAY
    }

    #[catch(404)]
    fn error(&self) -> Result<Html<String>, Error> {
        Err(Error::new("a secret"))
    }

    #[catch(405)]
    fn unsendable(&self) -> Response {
        Response::new(StatusCode::OK).with_header("no token", "x").with_body("page")
    }

    #[catch(406)]
    fn no_final_status(&self) -> StatusCode {
        StatusCode::CONTINUE
    }

    #[catch(407)]
    fn upgrade(&self) -> Response {
        Response::upgrade("echo/1", |_| ())
    }

    #[catch(408)]
    fn redirect(&self) -> Redirect {
        Redirect::see_other("/login")
    }
}

#[handler]
struct InnerPages;

#[handler]
impl InnerPages {
    #[catch(404)]
    fn lost(&self, request: &Request) -> (StatusCode, String) {
        (StatusCode::GONE, format!("inner 404 of {}", request.path()))
    }

    #[get("/status/{code}")]
    fn status(&self, code: u16) -> StatusCode {
        StatusCode::from_u16(code).unwrap()
    }
}

#[handler]
struct PlainPages;

#[handler]
impl PlainPages {
    #[catch(500..=599)]
    fn broken(&self) {
        std::panic::resume_unwind(Box::new("in a page"));
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new(()));
    }
}

#[test]
fn the_nearest_page_answers_and_in_one_handler_the_most_exact() {
    let running = serve(Pages { inner: InnerPages, plain: PlainPages });
    let cases = [
        (get("/nowhere"), 404, "outer 404 of /nowhere"),
        (get("/status/404"), 404, "outer 404 of /status/404"),
        (get("/status/410"), 410, "outer 4xx: 410 Gone"),
        (get("/status/503"), 503, "outer any: 503 "),
        (post("/status/404", ""), 405, "outer 4xx: 405 Method Not Allowed"),
        (request("BREW", "/nowhere", &[]), 501, "outer any: 501 "),
        (get("/panic"), 500, "outer any: 500 "),
        (get("/error"), 502, "outer any: 502 the cause"),
        (get("/io"), 500, "outer any: 500 the io cause"),
        (get("/own-content"), 404, "content of its own"),
        // The page chose a status of its own, and it sees the path as its handler does.
        (get("/inner/nowhere"), 410, "inner 404 of /nowhere"),
        (get("/inner/status/404"), 410, "inner 404 of /status/404"),
        // The inner handler has no page for these.
        (get("/inner/status/403"), 403, "outer 4xx: 403 Forbidden"),
        (get("/plain/nowhere"), 404, "outer 404 of /plain/nowhere"),
    ];
    let mut client = Client::connect(&running);
    for (bytes, status, text) in cases {
        let answer = client.ask(&bytes);
        assert_eq!((answer.status, answer.text()), (status, text), "{}", bytes.escape_ascii());
        if answer.field("connection") == Some("close") {
            client.expect_end();
            client = Client::connect(&running);
        }
    }
}

#[test]
fn a_page_keeps_the_fields_of_the_error() {
    let running = serve(Pages { inner: InnerPages, plain: PlainPages });
    let answer = ask(&running, get("/fields"));
    answer.expect(401, "outer 4xx: 401 Unauthorized");
    assert_eq!(answer.field("www-authenticate"), Some("Basic"));
    let answer = ask(&running, post("/error", ""));
    assert_eq!((answer.status, answer.field("allow")), (405, Some("GET, HEAD, OPTIONS")));
    let answer = ask(&running, get("/nowhere"));
    assert_eq!(answer.field("content-type"), Some("text/html; charset=utf-8"));
}

#[test]
fn a_page_may_be_whatever_a_route_may_be() {
    let running = serve(OddPages);
    let mut client = Client::connect(&running);
    assert_eq!(client.ask(get("/400")).content, vec![b'x'; 100_000]);
    assert_eq!(client.ask(get("/401")).values("set-cookie"), ["error=1", "a=1", "b=2"]);
    let answer = client.ask(get("/408"));
    assert_eq!((answer.status, answer.field("location"), answer.content.len()), (303, Some("/login"), 0));
}

#[test]
fn where_a_page_fails_or_is_empty_there_is_the_library_s_own() {
    let running = serve(OddPages);
    let mut client = Client::connect(&running);
    client.ask(get("/402")).expect(402, "402 Payment Required\n");
    client.ask(get("/403")).expect(502, "502 Bad Gateway\n");
    for path in ["/404", "/405", "/406"] {
        client.ask(get(path)).expect(500, "500 Internal Server Error\n");
    }
    client.ask(get("/407")).expect(407, "407 Proxy Authentication Required\n");
}

#[test]
fn a_page_can_show_why_a_request_was_rejected() {
    let running = serve(Pages { inner: InnerPages, plain: PlainPages });
    ask(&running, get("/number?n=x")).expect(400, "outer 4xx: 400 Bad Request");
    ask(&running, get("/%zz")).expect(400, "outer 4xx: 400 Bad Request");
    ask(&running, get("/inner/%zz")).expect(400, "outer 4xx: 400 Bad Request");
}

#[test]
fn head_gets_no_page_but_its_length() {
    let running = serve(Pages { inner: InnerPages, plain: PlainPages });
    let mut client = Client::connect(&running);
    let answer = client.ask(request("HEAD", "/nowhere", &[]));
    assert_eq!((answer.status, answer.length()), (404, Some("outer 404 of /nowhere".len())));
    client.ask(get("/nowhere")).expect(404, "outer 404 of /nowhere");
}

#[test]
fn a_page_that_panics_leaves_it_to_the_outer_handler() {
    let running = serve(Pages { inner: InnerPages, plain: PlainPages });
    let answer = ask(&running, get("/plain/panic"));
    answer.expect(500, "outer any: 500 ").expect_last();
}

#[test]
fn malformed_requests_get_the_library_s_plain_page() {
    let running = serve(Pages { inner: InnerPages, plain: PlainPages });
    let answer = ask(&running, "GET / HTTP/1.1\r\n\r\n");
    assert!(answer.status == 400 && answer.text().starts_with("400 Bad Request\n"), "{}", answer.text());
}

//! Every type that a handler method can return.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{HeaderValue, handler_fn};
use serde::Serialize;
use std::borrow::Cow;
use std::sync::{Mutex, mpsc};
use tests::{Answer, Client, ask, get, request, serve};

#[derive(Serialize)]
struct Point {
    x: i32,
    y: Option<i32>,
}

/// Can't be written as JSON.
struct Stubborn;

impl Serialize for Stubborn {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("a secret"))
    }
}

/// Panics when it is shown.
#[derive(Debug)]
struct Unspeakable;

impl std::fmt::Display for Unspeakable {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::panic::resume_unwind(Box::new(()))
    }
}

impl std::error::Error for Unspeakable {}

struct Teapot;

impl IntoResponse for Teapot {
    fn into_response(self) -> Response {
        Response::new(StatusCode::IM_A_TEAPOT).with_body("short and stout\n")
    }
}

#[handler(server = "Types/1.0")]
struct Types;

#[handler]
impl Types {
    #[get("/unit")]
    fn unit(&self) {}

    #[get("/str")]
    fn text(&self) -> &'static str {
        "té"
    }

    #[get("/str/borrowed")]
    fn borrowed<'r>(&self, request: &'r Request) -> &'r str {
        request.path()
    }

    #[get("/string")]
    fn string(&self) -> String {
        "té".to_owned()
    }

    #[get("/cow")]
    fn cow(&self) -> Cow<'static, str> {
        "té".into()
    }

    #[get("/bytes")]
    fn bytes(&self) -> &[u8] {
        b"\xff\x00"
    }

    #[get("/bytes/array")]
    fn array(&self) -> &'static [u8; 2] {
        b"\xff\x00"
    }

    #[get("/vec")]
    fn vec(&self) -> Vec<u8> {
        b"\xff\x00".to_vec()
    }

    #[get("/html")]
    fn html(&self) -> Html<&'static str> {
        Html("<p>")
    }

    #[get("/json")]
    fn json(&self) -> Json<Point> {
        Json(Point { x: 1, y: None })
    }

    #[get("/json/large")]
    fn json_large(&self) -> Json<Vec<u32>> {
        Json((0..10_000).collect())
    }

    #[get("/json/stubborn")]
    fn json_stubborn(&self) -> Json<Stubborn> {
        Json(Stubborn)
    }

    #[get("/status")]
    fn status(&self) -> StatusCode {
        StatusCode::ACCEPTED
    }

    #[get("/status/{code}")]
    fn status_of(&self, code: u16) -> Option<StatusCode> {
        StatusCode::from_u16(code).ok()
    }

    #[get("/status-and-text/{code}")]
    fn status_and_text(&self, code: u16) -> (StatusCode, &'static str) {
        (StatusCode::from_u16(code).unwrap(), "text")
    }

    #[get("/tuple")]
    fn tuple(&self) -> (StatusCode, Json<Point>) {
        (StatusCode::CREATED, Json(Point { x: 1, y: Some(2) }))
    }

    #[get("/tuple/fields")]
    fn tuple_fields(&self) -> (StatusCode, [(&'static str, String); 2], &'static str) {
        (StatusCode::CREATED, [("Location", "/7".to_owned()), ("Content-Type", "text/x".to_owned())], "made")
    }

    #[get("/tuple/cookies")]
    fn tuple_cookies(&self) -> (StatusCode, [(&'static str, &'static str); 2], Response) {
        let inner = Response::new(StatusCode::OK).with_header("Set-Cookie", "a=b").with_header("X-A", "inner");
        (StatusCode::OK, [("set-cookie", "c=d"), ("x-a", "outer")], inner)
    }

    #[get("/redirect/{kind}")]
    fn redirect(&self, kind: &str) -> Option<Redirect> {
        Some(match kind {
            "see_other" => Redirect::see_other("/a?b"),
            "found" => Redirect::found("/a?b"),
            "temporary" => Redirect::temporary("/a?b"),
            "permanent" => Redirect::permanent("/a?b"),
            _ => return None,
        })
    }

    #[get("/option/{is_some}")]
    fn option(&self, is_some: bool) -> Option<&'static str> {
        is_some.then_some("some")
    }

    #[get("/result/{is_ok}")]
    fn result(&self, is_ok: bool) -> Result<&'static str, (StatusCode, &'static str)> {
        if is_ok { Ok("ok") } else { Err((StatusCode::CONFLICT, "conflict")) }
    }

    /// An `Err` never answers with success.
    #[get("/result/success")]
    fn result_success(&self) -> Result<(), &'static str> {
        Err("what went wrong")
    }

    #[get("/result/redirect")]
    fn result_redirect(&self) -> Result<(), Redirect> {
        Err(Redirect::found("/"))
    }

    #[get("/result/option")]
    fn nested(&self) -> Result<Option<&'static str>, StatusCode> {
        Ok(None)
    }

    #[get("/io")]
    fn io(&self) -> io::Result<&'static str> {
        Err(io::Error::new(io::ErrorKind::NotFound, "a secret"))
    }

    #[get("/error")]
    fn error(&self) -> Result<String, Error> {
        Ok(String::from_utf8(vec![0xff])?)
    }

    #[get("/error/unspeakable")]
    fn unspeakable(&self) -> Result<(), Error> {
        Err(Unspeakable)?
    }

    #[get("/error/status")]
    fn error_status(&self) -> Result<(), Error> {
        Err(Error::new("a secret").with_status(StatusCode::BAD_GATEWAY))
    }

    #[get("/error/rejection")]
    fn error_rejection(&self, #[query] a: Result<u8, Rejection>) -> Result<String, Error> {
        Ok(a?.to_string())
    }

    #[get("/impl")]
    fn anything(&self) -> impl IntoResponse {
        Teapot
    }

    #[get("/response")]
    fn response(&self) -> Response {
        let mut response = Response::new(StatusCode::OK)
            .with_status(StatusCode::PARTIAL_CONTENT)
            .with_header("X-A", "b")
            .with_header("Set-Cookie", "a=b")
            .with_header("Set-Cookie", "c=d")
            .with_body("hello");
        response.headers_mut().insert("x-bytes", HeaderValue::from_static("c"));
        response
    }

    #[get("/response/media-type")]
    fn response_media_type(&self) -> Response {
        let name = http_core::HeaderName::from_static("location");
        let response = Html("<p>").into_response().with_header("content-type", String::from("application/xhtml+xml"));
        response.with_header(name, format!("/{}", 7))
    }

    #[get("/response/large")]
    fn response_large(&self) -> Response {
        Response::new(StatusCode::OK).with_body(vec![b'x'; 1_000_000])
    }

    #[get("/reader/{length}/{promised}")]
    fn reader(&self, length: u64, promised: &str) -> Response {
        Response::from_reader(io::repeat(b'x').take(length), promised.parse().ok())
    }

    #[get("/with-status/text", status = 201)]
    fn with_status_text(&self) -> &'static str {
        "made"
    }

    #[get("/with-status/unit", status = 202)]
    fn with_status_unit(&self) {}

    #[get("/with-status/result/{is_ok}", status = 201)]
    fn with_status_result(&self, is_ok: bool) -> Result<&'static str, StatusCode> {
        if is_ok { Ok("made") } else { Err(StatusCode::CONFLICT) }
    }

    #[get("/writer/nothing")]
    fn writer_nothing(&self, _response: &mut ResponseWriter) {}

    #[get("/writer/field")]
    fn writer_field(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_header("Set-Cookie", "a=b")
    }

    #[get("/writer/status-and-content")]
    fn writer_status_and_content(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send(StatusCode::NOT_FOUND)?;
        response.write_all(b"not here")
    }

    #[get("/writer/value-and-flush/{is_json}")]
    fn writer_value_and_flush(&self, is_json: bool, response: &mut ResponseWriter) -> io::Result<()> {
        if is_json {
            response.send(Json(1))?
        } else {
            response.send("one")?
        }
        response.flush()
    }

    #[get("/writer/large-value/{more}/{is_flushed}")]
    fn writer_large_value(&self, more: usize, is_flushed: bool, response: &mut ResponseWriter) -> io::Result<()> {
        response.send(vec![b'x'; 100_000])?;
        if is_flushed {
            response.flush()?;
        }
        response.write_all(&vec![b'y'; more])
    }

    #[get("/writer/error-and-flush")]
    fn writer_error_and_flush(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_error(404, "no such page")?;
        response.flush()
    }

    #[get("/err/status/{code}")]
    fn err_status(&self, code: u16) -> Result<(), StatusCode> {
        Err(StatusCode::from_u16(code).unwrap())
    }

    #[get("/writer/value")]
    fn writer_value(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send(Json(Point { x: 1, y: None }))
    }

    #[get("/writer/error")]
    fn writer_error(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_error(StatusCode::NOT_FOUND, "no such page")
    }

    #[get("/writer/err")]
    fn writer_err(&self, response: &mut ResponseWriter) -> Result<(), StatusCode> {
        response.write_all(b"forgotten").map_err(|_| StatusCode::IM_A_TEAPOT)?;
        Err(StatusCode::CONFLICT)
    }

    #[get("/writer/status/{code}")]
    fn writer_status(&self, code: u16, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(code)
    }
}

const TEXT: Option<&str> = Some("text/plain; charset=utf-8");
const BYTES: Option<&str> = Some("application/octet-stream");
const JSON: Option<&str> = Some("application/json");

/// Path, status, media type and content.
type Case = (&'static str, u16, Option<&'static str>, &'static [u8]);

fn check(cases: &[Case]) {
    let running = serve(Types);
    let mut client = Client::connect(&running);
    for (path, status, media_type, content) in cases {
        let answer = client.ask(get(path));
        let found = (answer.status, answer.field("content-type"), &answer.content[..]);
        assert_eq!(found, (*status, *media_type, *content), "{path}");
        assert_eq!(answer.field("server"), Some("Types/1.0"), "{path}");
        if *status != 204 {
            assert_eq!(answer.length(), Some(content.len()), "{path}");
        }
    }
}

#[test]
fn each_type_has_its_status_its_media_type_and_its_content() {
    check(&[
        ("/unit", 204, None, b""),
        ("/str", 200, TEXT, "té".as_bytes()),
        ("/str/borrowed", 200, TEXT, b"/str/borrowed"),
        ("/string", 200, TEXT, "té".as_bytes()),
        ("/cow", 200, TEXT, "té".as_bytes()),
        ("/bytes", 200, BYTES, b"\xff\x00"),
        ("/bytes/array", 200, BYTES, b"\xff\x00"),
        ("/vec", 200, BYTES, b"\xff\x00"),
        ("/html", 200, Some("text/html; charset=utf-8"), b"<p>"),
        ("/json", 200, JSON, br#"{"x":1,"y":null}"#),
        ("/json/stubborn", 500, TEXT, b"500 Internal Server Error\n"),
        ("/tuple", 201, JSON, br#"{"x":1,"y":2}"#),
        ("/tuple/fields", 201, Some("text/x"), b"made"),
        ("/option/true", 200, TEXT, b"some"),
        ("/option/false", 404, TEXT, b"404 Not Found\n"),
        ("/result/true", 200, TEXT, b"ok"),
        ("/result/false", 409, TEXT, b"conflict"),
        ("/result/success", 500, TEXT, b"what went wrong"),
        ("/result/redirect", 302, None, b""),
        ("/result/option", 404, TEXT, b"404 Not Found\n"),
        ("/io", 500, TEXT, b"500 Internal Server Error\n"),
        ("/error", 500, TEXT, b"500 Internal Server Error\n"),
        ("/error/unspeakable", 500, TEXT, b"500 Internal Server Error\n"),
        ("/error/status", 502, TEXT, b"502 Bad Gateway\n"),
        ("/impl", 418, None, b"short and stout\n"),
        ("/response", 206, None, b"hello"),
        ("/response/media-type", 200, Some("application/xhtml+xml"), b"<p>"),
    ]);
}

#[test]
fn a_status_that_is_chosen_goes_out_unless_no_response_can_have_it() {
    check(&[
        ("/status", 202, None, b""),
        ("/status/404", 404, TEXT, b"404 Not Found\n"),
        ("/status/599", 599, TEXT, b"599 Error\n"),
        ("/with-status/text", 201, TEXT, b"made"),
        ("/with-status/unit", 202, None, b""),
        ("/with-status/result/true", 201, TEXT, b"made"),
        ("/with-status/result/false", 409, TEXT, b"409 Conflict\n"),
        ("/status/100", 500, TEXT, b"500 Internal Server Error\n"),
        ("/status/101", 500, TEXT, b"500 Internal Server Error\n"),
        ("/err/status/103", 500, TEXT, b"500 Internal Server Error\n"),
        ("/err/status/204", 500, TEXT, b"500 Internal Server Error\n"),
        ("/status/999", 999, None, b""),
        ("/status-and-text/204", 204, TEXT, b""),
        ("/status-and-text/205", 205, TEXT, b""),
        ("/status-and-text/206", 206, TEXT, b"text"),
    ]);
}

#[test]
fn what_a_method_writes_by_hand_is_its_response() {
    check(&[
        ("/writer/nothing", 204, None, b""),
        ("/writer/field", 204, None, b""),
        ("/writer/status-and-content", 404, None, b"not here"),
        ("/writer/error-and-flush", 404, TEXT, b"404 Not Found\nno such page\n"),
        ("/writer/value", 200, JSON, br#"{"x":1,"y":null}"#),
        ("/writer/error", 404, TEXT, b"404 Not Found\nno such page\n"),
        ("/writer/err", 409, TEXT, b"409 Conflict\n"),
        ("/writer/status/299", 299, None, b""),
        ("/writer/status/100", 500, TEXT, b"500 Internal Server Error\n"),
        ("/writer/status/1000", 500, TEXT, b"500 Internal Server Error\n"),
    ]);
}

#[test]
fn a_redirect_names_its_place() {
    let running = serve(Types);
    for (kind, status) in [("see_other", 303), ("found", 302), ("temporary", 307), ("permanent", 308)] {
        let answer = ask(&running, get(&format!("/redirect/{kind}")));
        assert_eq!((answer.status, answer.field("location")), (status, Some("/a?b")), "{kind}");
    }
}

#[test]
fn fields_of_a_response_are_sent_as_they_were_given() {
    let answer = ask(&serve(Types), get("/response"));
    assert_eq!((answer.field("x-a"), answer.field("x-bytes")), (Some("b"), Some("c")));
    assert_eq!(answer.values("set-cookie"), ["a=b", "c=d"]);
    assert_eq!(ask(&serve(Types), get("/writer/field")).field("set-cookie"), Some("a=b"));
    let answer = ask(&serve(Types), get("/tuple/cookies"));
    assert_eq!((answer.values("set-cookie"), answer.values("x-a")), (vec!["a=b", "c=d"], vec!["outer"]));
    let answer = ask(&serve(Types), get("/response/media-type"));
    assert_eq!((answer.field("location"), answer.values("content-type").len()), (Some("/7"), 1));
    let answer = ask(&serve(Types), get("/tuple/fields"));
    assert_eq!((answer.field("location"), answer.values("content-type").len()), (Some("/7"), 1));
}

#[test]
fn large_values_are_sent_whole_and_with_their_length() {
    let running = serve(Types);
    let mut client = Client::connect(&running);
    let answer = client.ask(get("/json/large"));
    let numbers: Vec<u32> = serde_json::from_slice(&answer.content).unwrap();
    assert_eq!((numbers.len(), answer.length()), (10_000, Some(answer.content.len())));
    let answer = client.ask(get("/response/large"));
    assert_eq!((answer.length(), answer.content.len()), (Some(1_000_000), 1_000_000));
    assert_eq!(client.ask(request("HEAD", "/response/large", &[])).length(), Some(1_000_000));
    assert_eq!(client.ask(request("HEAD", "/json/large", &[])).length(), Some(numbers_length()));
    for path in ["/writer/value-and-flush/true", "/writer/value-and-flush/false"] {
        assert_eq!(client.ask(request("HEAD", path, &[])).status, 200);
    }
    client.ask(get("/str")).expect(200, "té");
}

/// How long 0 to 9,999 are as JSON: digits, commas, brackets.
fn numbers_length() -> usize {
    10 + 180 + 2_700 + 36_000 + 9_999 + 2
}

#[test]
fn what_is_written_behind_a_value_follows_it() {
    let running = serve(Types);
    let mut client = Client::connect(&running);
    for (more, is_flushed) in [(0, true), (0, false), (4, true), (4, false), (20_000, true), (20_000, false)] {
        let path = format!("/writer/large-value/{more}/{is_flushed}");
        let content = client.ask(get(&path)).content;
        assert_eq!(content, [vec![b'x'; 100_000], vec![b'y'; more]].concat(), "{path}");
        assert_eq!(client.ask(request("HEAD", &path, &[])).status, 200, "{path}");
    }
    client.ask(get("/str")).expect(200, "té");
}

#[test]
fn a_reader_is_sent_as_it_is_read() {
    let running = serve(Types);
    let mut client = Client::connect(&running);
    for length in [0, 5, 100_000, 1_000_000] {
        let answer = client.ask(get(&format!("/reader/{length}/{length}")));
        assert_eq!((answer.length(), answer.content.len()), (Some(length), length));
        let answer = client.ask(get(&format!("/reader/{length}/unknown")));
        assert_eq!(answer.content, vec![b'x'; length]);
        let head = client.ask(request("HEAD", &format!("/reader/{length}/{length}"), &[]));
        assert!(head.length().is_none_or(|found| found == length));
    }
    client.ask(get("/str")).expect(200, "té");
}

#[test]
fn a_reader_that_gives_less_than_promised_ends_with_the_connection_closed() {
    let running = serve(Types);
    for (length, promised) in [(0, 1), (5, 10), (99_999, 100_000)] {
        let mut client = Client::connect(&running);
        client.send([get(&format!("/reader/{length}/{promised}")), get("/str")].concat());
        let head = client.head();
        let rest = client.rest();
        assert!(head.status == 500 || rest.len() == length, "{length} of {promised}: {}", rest.len());
    }
}

#[test]
fn a_reader_that_fails_ends_with_the_connection_closed_short() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("a secret"))
        }
    }
    for length in [0, 5, 100_000] {
        let reader =
            move |_: &Request, _: &mut Body| Response::from_reader(io::repeat(b'x').take(length).chain(Failing), None);
        let running = serve(handler_fn(reader));
        let mut client = Client::connect(&running);
        client.send(get("/"));
        let head = client.head();
        match head.status {
            // Nothing was out.
            500 => assert!(length < 16 * 1024),
            status => {
                assert!(status == 200 && head.is_chunked());
                assert!(!client.rest().ends_with(b"0\r\n\r\n"), "no end of chunked content");
            }
        }
    }
}

#[test]
fn what_a_reader_gives_goes_out_before_it_is_read_again() {
    /// Gives what was sent to it, and then waits.
    struct Events(mpsc::Receiver<&'static [u8]>);
    impl Read for Events {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Ok(mut event) = self.0.recv() else { return Ok(0) };
            event.read(buffer)
        }
    }
    let (sender, events) = mpsc::channel();
    let events = Mutex::new(Some(events));
    let running = serve(handler_fn(move |_: &Request, _: &mut Body| {
        let events = events.lock().unwrap().take();
        events.map(|events| Response::from_reader(Events(events), None))
    }));
    let mut client = Client::connect(&running);
    client.send(get("/"));
    sender.send(b"first").unwrap();
    assert!(client.head().is_chunked());
    assert_eq!(client.chunk().unwrap(), b"first");
    sender.send(b"second").unwrap();
    assert_eq!(client.chunk().unwrap(), b"second");
    drop(sender);
    assert_eq!(client.chunk(), None);
}

#[test]
fn a_stream_without_an_end_ends_where_only_its_head_is_asked_for() {
    /// Goes on until it is told that nobody listens.
    struct Endless;
    impl Handler for Endless {
        fn handle(&self, request: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            response.send_header("Content-Type", "text/event-stream")?;
            if request.path() == "/large" {
                response.send_header("Content-Length", "1000000000000")?;
            }
            loop {
                response.write_all(b"data: x\n\n")?;
                if request.path() == "/flushed" {
                    response.flush()?;
                }
            }
        }
    }
    let running = serve(Endless);
    let mut client = Client::connect(&running);
    for path in ["/flushed", "/unflushed", "/large"] {
        let head = client.ask(request("HEAD", path, &[]));
        assert_eq!((head.status, head.field("content-type")), (200, Some("text/event-stream")), "{path}");
        assert_eq!(head.length(), (path == "/large").then_some(1_000_000_000_000), "{path}");
    }
}

#[test]
fn of_a_reader_with_a_length_no_more_is_read() {
    /// Has more to give, which nobody may ask for.
    struct Open(&'static [u8]);
    impl Read for Open {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            assert!(!self.0.is_empty(), "this would wait for ever");
            self.0.read(buffer)
        }
    }
    let running = serve(handler_fn(|request: &Request, _: &mut Body| {
        Response::from_reader(Open(b"all of it"), request.query().and_then(|length| length.parse().ok()))
    }));
    let mut client = Client::connect(&running);
    client.ask(get("/?9")).expect(200, "all of it");
    let part = client.ask(get("/?3"));
    assert_eq!(part.expect(200, "all").length(), Some(3));
    client.ask(get("/?0")).expect(200, "");
}

#[test]
fn of_a_reader_with_a_length_field_no_more_is_read() {
    let running = serve(handler_fn(|_: &Request, _: &mut Body| {
        Response::from_reader(io::repeat(b'x'), None).with_header("Content-Length", "5")
    }));
    ask(&running, get("/")).expect(200, "xxxxx");
}

#[test]
fn what_went_wrong_is_never_shown_to_the_client() {
    let running = serve(Types);
    for path in ["/io", "/error", "/error/status", "/json/stubborn"] {
        let answer: Answer = ask(&running, get(path));
        assert!(
            answer.status >= 500 && !answer.text().contains("secret") && !answer.text().contains("utf-8"),
            "{path}"
        );
    }
    // But what is wrong with the request is.
    let answer = ask(&running, get("/error/rejection"));
    assert!(answer.status == 400 && answer.text().contains("`a` is missing"), "{}", answer.text());
}

#[test]
fn an_error_without_a_text_is_its_status_alone() {
    struct Gone;
    impl Handler for Gone {
        fn handle(&self, request: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            response.send_error(410, request.query().unwrap_or_default())
        }
    }
    let running = serve(Gone);
    ask(&running, get("/")).expect(410, "410 Gone\n");
    ask(&running, get("/?for-good")).expect(410, "410 Gone\nfor-good\n");
}

#[test]
fn an_err_beside_a_status_keeps_its_own() {
    type Outcome = Result<&'static str, (StatusCode, &'static str)>;
    let outcome = |request: &Request| -> Outcome {
        match request.path() {
            "/ok" => Ok("made"),
            "/success" => Err((StatusCode::ACCEPTED, "not made")),
            _ => Err((StatusCode::CONFLICT, "not made")),
        }
    };
    let pair = serve(handler_fn(move |request: &Request, _: &mut Body| (StatusCode::CREATED, outcome(request))));
    let triple = serve(handler_fn(move |request: &Request, _: &mut Body| {
        (StatusCode::CREATED, [("X-A", "b")], outcome(request))
    }));
    for running in [pair, triple] {
        ask(&running, get("/ok")).expect(201, "made");
        ask(&running, get("/success")).expect(500, "not made");
        ask(&running, get("/conflict")).expect(409, "not made");
    }
    let hidden = handler_fn(move |request: &Request, _: &mut Body| (StatusCode::NOT_FOUND, outcome(request)));
    ask(&serve(hidden), get("/conflict")).expect(404, "not made");
}

#[test]
fn head_names_no_length_where_a_reader_without_one_comes_first() {
    struct Footed;
    impl Handler for Footed {
        fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            response.send(Response::from_reader(&b"a reader's"[..], None))?;
            response.write_all(b" and more")
        }
    }
    let running = serve(Footed);
    ask(&running, get("/")).expect(200, "a reader's and more");
    assert_eq!(ask(&running, request("HEAD", "/", &[])).length(), None);
    let named = serve(handler_fn(|_: &Request, _: &mut Body| {
        Response::from_reader(&b"reader"[..], None).with_header("Content-Length", "6")
    }));
    ask(&named, get("/")).expect(200, "reader");
    assert_eq!(ask(&named, request("HEAD", "/", &[])).length(), Some(6));
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

// Values that panic where they are dropped

/// An error, or what a closure has caught.
#[derive(Debug)]
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        std::panic::resume_unwind(Box::new("dropped"));
    }
}

impl std::fmt::Display for Bomb {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a bomb")
    }
}

impl std::error::Error for Bomb {}

#[handler]
struct Bombs;

#[handler]
impl Bombs {
    #[get("/error")]
    fn error(&self) -> Result<(), Error> {
        Err(Bomb.into())
    }

    #[get("/io")]
    fn io(&self) -> io::Result<()> {
        Err(io::Error::other(Bomb))
    }

    #[get("/reader")]
    fn reader(&self) -> Response {
        struct Reader(#[allow(dead_code, reason = "it is to be dropped")] Bomb);
        impl Read for Reader {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Ok(0)
            }
        }
        Response::from_reader(Reader(Bomb), None)
    }

    #[get("/upgrade")]
    fn upgrade(&self) -> Response {
        let bomb = Bomb;
        Response::upgrade("echo/1", move |_| drop(bomb))
    }

    #[after]
    fn keep(&self, request: &Request, head: &mut ResponseHead) {
        if request.header("x-keep").is_some() {
            head.set_status(StatusCode::OK);
        }
    }
}

#[test]
fn what_panics_where_it_is_dropped_is_answered_like_any_panic() {
    let running = serve(Bombs);
    let upgrade = ["Connection: upgrade", "Upgrade: echo/1", "X-Keep: yes"];
    for (path, fields) in
        [("/error", &[][..]), ("/io", &[]), ("/reader", &[]), ("/upgrade", &[]), ("/upgrade", &upgrade[..])]
    {
        let answer = ask(&running, request("GET", path, fields));
        assert_eq!(answer.status, if fields.is_empty() { 500 } else { 200 }, "{path}");
    }
    assert_eq!(ask(&running, request("GET", "/upgrade", &upgrade[..2])).status, 101);
}

/// An error with a mistake in it.
#[derive(Debug)]
struct Treacherous;

impl std::fmt::Display for Treacherous {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("treacherous")
    }
}

impl std::error::Error for Treacherous {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::panic::resume_unwind(Box::new("not even that"));
    }
}

impl Handler for Treacherous {
    fn handle(&self, _: &Request, _: &mut Body, _: &mut ResponseWriter) -> io::Result<()> {
        Err(io::Error::other(Treacherous))
    }
}

#[test]
fn an_error_whose_source_panics_is_a_500() {
    assert_eq!(ask(&serve(Treacherous), get("/")).status, 500);
}

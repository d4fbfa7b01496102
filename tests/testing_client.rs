//! The testing client and a real one, side by side: what a handler is tested with is what it does on the wire.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::testing;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tests::{Client, output_alone, serve};

#[derive(Deserialize)]
struct Note {
    text: String,
}

#[handler(server = "Notes/1", max_body = 100_000)]
struct Site {
    #[mount("/inner")]
    inner: Inner,
}

#[handler]
impl Site {
    #[get("/text")]
    fn text(&self) -> &'static str {
        "text"
    }

    #[get("/numbers/{number}")]
    fn number(&self, number: u8, #[query] twice: Option<bool>) -> Json<Vec<u8>> {
        Json(vec![number; if twice == Some(true) { 2 } else { 1 }])
    }

    #[get("/large/{length}")]
    fn large(&self, length: usize) -> Vec<u8> {
        vec![b'x'; length]
    }

    #[get("/stream/{length}")]
    fn stream(&self, length: u64) -> Response {
        Response::from_reader(io::repeat(b'x').take(length), None)
    }

    #[get("/short/{promised}/{length}")]
    fn short(&self, promised: u64, length: u64) -> Response {
        Response::from_reader(io::repeat(b'x').take(length), Some(promised))
    }

    #[get("/flush")]
    fn flush(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"one")?;
        response.flush()?;
        response.write_all(b"two")
    }

    #[get("/late")]
    fn late(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"one")?;
        response.flush()?;
        Err(io::Error::other("too late"))
    }

    #[get("/error")]
    fn error(&self) -> Result<(), Error> {
        Err(Error::new("a secret"))
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new("a secret"));
    }

    #[get("/status/{status}")]
    fn status(&self, status: u16) -> Result<Response, Error> {
        Ok(Response::new(StatusCode::from_u16(status)?).with_header("ETag", "\"a\""))
    }

    #[get("/cookies")]
    fn cookies(&self, #[cookie] a: Option<&str>) -> Response {
        let response = Response::new(StatusCode::OK).with_body(a.unwrap_or("none"));
        response.with_header("Set-Cookie", "a=1").with_header("Set-Cookie", "b=2")
    }

    #[get("/head")]
    fn head(&self, request: &Request) -> String {
        let mut names: Vec<_> = request.headers().iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.sort_unstable();
        format!("{} {:?} {names:?}", request.request_line(), request.header("x"))
    }

    #[post("/echo")]
    fn echo(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        body.read_all()
    }

    #[post("/part")]
    fn part(&self, body: &mut Body) -> io::Result<String> {
        let mut part = [0; 2];
        body.read_exact(&mut part)?;
        Ok(format!("{part:?}"))
    }

    #[post("/ignore")]
    fn ignore(&self) -> Redirect {
        Redirect::see_other("/text")
    }

    #[post("/json")]
    fn json(&self, #[json] note: Note) -> (StatusCode, [(&'static str, &'static str); 1], String) {
        (StatusCode::CREATED, [("Location", "/notes/1")], note.text)
    }

    #[post("/form")]
    fn form(&self, #[form] note: Option<Note>) -> Html<String> {
        Html(note.map_or_else(|| "nothing".to_owned(), |note| note.text))
    }

    #[get("/upgrade")]
    fn upgrade(&self) -> Response {
        Response::upgrade("echo/1", |_| ())
    }

    #[after]
    fn stamp(&self, head: &mut ResponseHead) {
        head.headers_mut().insert("x-stamp", http_core::HeaderValue::from_static("stamped"));
    }
}

#[handler]
struct Inner;

#[handler]
impl Inner {
    #[get]
    fn any(&self, request: &Request) -> String {
        request.path().to_owned()
    }

    #[catch(405)]
    fn refused(&self, status: StatusCode) -> Html<String> {
        Html(format!("<p>{status}"))
    }
}

/// One request: method, target, field lines, content.
type Case = (&'static str, &'static str, &'static [&'static str], &'static str);

const CASES: &[Case] = &[
    ("GET", "/text", &[], ""),
    ("HEAD", "/text", &[], ""),
    ("OPTIONS", "/text", &[], ""),
    ("OPTIONS", "*", &[], ""),
    ("DELETE", "/text", &[], ""),
    ("BREW", "/text", &[], ""),
    ("GET", "/nowhere", &[], ""),
    ("GET", "/%2", &[], ""),
    ("GET", "text", &[], ""),
    ("GET", "http://test/text", &[], ""),
    ("GET", "http://other/text", &[], ""),
    ("GET", "/text", &["Connection: close"], ""),
    ("GET", "/text", &["Host: again"], ""),
    ("GET", "/text", &["bad name: x"], ""),
    ("GET", "/text", &["Expect: the unexpected"], ""),
    ("GET", "/numbers/7", &[], ""),
    ("GET", "/numbers/7?twice=true", &[], ""),
    ("GET", "/numbers/7?twice=maybe", &[], ""),
    ("GET", "/numbers/700", &[], ""),
    ("GET", "/large/16384", &[], ""),
    ("GET", "/large/16385", &[], ""),
    ("GET", "/large/3000000", &[], ""),
    ("HEAD", "/large/3000000", &[], ""),
    ("GET", "/stream/10", &[], ""),
    ("GET", "/stream/300000", &[], ""),
    ("HEAD", "/stream/300000", &[], ""),
    ("GET", "/short/5/5", &[], ""),
    ("GET", "/short/6/5", &[], ""),
    ("GET", "/short/5/6", &[], ""),
    ("GET", "/short/300000/200000", &[], ""),
    ("GET", "/flush", &[], ""),
    ("GET", "/late", &[], ""),
    ("GET", "/error", &[], ""),
    ("GET", "/panic", &[], ""),
    ("GET", "/status/204", &[], ""),
    ("GET", "/status/205", &[], ""),
    ("GET", "/status/304", &[], ""),
    ("GET", "/status/418", &[], ""),
    ("GET", "/status/100", &[], ""),
    ("GET", "/status/1000", &[], ""),
    ("GET", "/cookies", &[], ""),
    ("GET", "/cookies", &["Cookie: a=x; b=y"], ""),
    ("GET", "/head?a=b", &["X: y", "X: z"], ""),
    ("POST", "/echo", &["Content-Length: 5"], "hello"),
    ("POST", "/echo", &["Content-Length: 0"], ""),
    ("POST", "/echo", &[], ""),
    ("POST", "/echo", &["Content-Length: 3"], "hello"),
    ("POST", "/echo", &["Content-Length: 9"], "hello"),
    ("POST", "/echo", &["Content-Length: 100001"], "hello"),
    ("POST", "/echo", &["Content-Length: 99999"], "hello"),
    ("POST", "/echo", &["Content-Length: x"], "hello"),
    ("POST", "/echo", &["Transfer-Encoding: chunked"], "5\r\nhello\r\n0\r\n\r\n"),
    ("POST", "/echo", &["Transfer-Encoding: chunked"], "5\r\nhello\r\n0\r\nA: b\r\n"),
    ("POST", "/echo", &["Transfer-Encoding: chunked"], "5\r\nhello!"),
    ("POST", "/echo", &["Transfer-Encoding: gzip"], ""),
    ("POST", "/echo", &["Content-Length: 5", "Expect: 100-continue"], "hello"),
    ("POST", "/echo", &["Content-Length: 9", "Expect: 100-continue"], "hello"),
    ("POST", "/part", &["Content-Length: 5"], "hello"),
    ("POST", "/part", &["Content-Length: 1"], "h"),
    ("POST", "/ignore", &["Content-Length: 5"], "hello"),
    ("POST", "/ignore", &["Content-Length: 5", "Expect: 100-continue"], ""),
    ("POST", "/ignore", &["Content-Length: 70000"], ""),
    ("POST", "/json", &["Content-Type: application/json", "Content-Length: 14"], "{\"text\":\"milk\"}"),
    ("POST", "/json", &["Content-Type: application/json", "Content-Length: 15"], "{\"text\":\"milk\"}"),
    ("POST", "/json", &["Content-Type: text/plain", "Content-Length: 2"], "{}"),
    ("POST", "/form", &["Content-Type: application/x-www-form-urlencoded", "Content-Length: 9"], "text=milk"),
    ("POST", "/form", &["Content-Type: application/x-www-form-urlencoded", "Content-Length: 9"], "text=%zzz"),
    ("POST", "/form", &[], ""),
    ("GET", "/upgrade", &[], ""),
    ("GET", "/upgrade", &["Connection: upgrade", "Upgrade: echo/1"], ""),
    ("GET", "/inner", &[], ""),
    ("GET", "/inner/a/b", &[], ""),
    ("POST", "/inner", &[], ""),
];

/// Status, fields but for the date, content.
type Outcome = (u16, BTreeMap<String, Vec<String>>, Vec<u8>);

fn fields<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in fields.filter(|(name, _)| !name.eq_ignore_ascii_case("date")) {
        found.entry(name.to_ascii_lowercase()).or_default().push(value.to_owned());
    }
    found
}

fn in_memory(site: &Arc<Site>, (method, target, lines, content): Case) -> Outcome {
    let client = testing::Client::new(Arc::clone(site));
    let mut request = client.request(method, target).header("Host", "test");
    for (name, value) in lines.iter().filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    let has_framing = lines.iter().any(|line| line.starts_with("Content-Length") || line.starts_with("Transfer"));
    let response = if has_framing { request.body(content).send() } else { request.send() };
    let lines = response.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    (response.status().as_u16(), fields(lines), response.bytes().to_vec())
}

fn on_the_wire(running: &http_core::Running, (method, target, lines, content): Case) -> Outcome {
    let mut client = Client::connect(running);
    client.send([&tests::request(method, target, lines)[..], content.as_bytes()].concat());
    client.finish_sending();
    let mut head = client.head();
    if head.status == 100 {
        head = client.head();
    }
    let lines = fields(head.fields.iter().map(|(name, value)| (&**name, &**value)));
    let mut content = Vec::new();
    if method != "HEAD" && head.status != 101 {
        let rest = client.rest();
        content = if head.is_chunked() { unchunked(&rest) } else { rest };
        // What a request was too short for belongs to none.
        content.truncate(head.length().unwrap_or(usize::MAX));
    }
    (head.status, lines, content)
}

/// The content of as many chunks as there are.
fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    while let Some(end) = bytes.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        content.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 2 + size + 2..];
    }
    content
}

#[test]
fn a_request_has_the_same_response_with_and_without_a_socket() {
    let site = Arc::new(Site { inner: Inner });
    let running = serve(Arc::clone(&site));
    for case in CASES {
        let ((status, fields, content), expected) = (in_memory(&site, *case), on_the_wire(&running, *case));
        assert_eq!((status, &fields), (expected.0, &expected.1), "{case:?}");
        assert!(content == expected.2, "{case:?}: {} bytes beside {}", content.len(), expected.2.len());
    }
}

#[test]
fn a_request_that_ends_too_early_is_answered_and_a_100_is_no_answer() {
    let client = testing::Client::new(Site { inner: Inner });
    let early = client.post("/echo").header("Content-Length", "9").body("hello");
    assert_eq!(early.send().status(), StatusCode::BAD_REQUEST);
    let asked = client.post("/echo").header("Content-Length", "9").header("Expect", "100-continue").body("hello");
    assert_eq!(asked.send().status(), StatusCode::BAD_REQUEST);
}

#[test]
fn the_reason_of_a_failure_is_in_the_output_of_the_test() {
    let Some(output) = output_alone("the_reason_of_a_failure_is_in_the_output_of_the_test") else {
        let fail = |_: &Request, _: &mut Body| Err::<(), _>(io::Error::other("the disk is gone"));
        let client = testing::Client::new(http_core::handler_fn(fail));
        assert_eq!(client.get("/").send().text(), "500 Internal Server Error\n");
        assert!(!testing::Client::new(Site { inner: Inner }).get("/late").send().is_complete());
        return;
    };
    for reason in [
        "GET / HTTP/1.1: 500 Internal Server Error because of the disk is gone",
        "GET /late HTTP/1.1: the response is cut short because of too late",
    ] {
        assert!(output.lines().any(|line| line == reason), "{output}");
    }
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
    let client = testing::Client::new(Cookies);
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

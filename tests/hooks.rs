//! `#[before]` and `#[after]` hooks: which run, in which order, and what they may take and change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use std::sync::{Arc, Mutex};
use tests::{Client, ask, get, post, request, serve};

type Log = Arc<Mutex<Vec<String>>>;

fn note(log: &Log, text: impl Into<String>) {
    log.lock().unwrap().push(text.into());
}

fn taken(log: &Log) -> Vec<String> {
    std::mem::take(&mut log.lock().unwrap())
}

// Order

#[handler]
struct Outer {
    log: Log,
    #[mount("/inner")]
    inner: Inner,
}

#[handler]
impl Outer {
    #[before]
    fn first(&self, request: &Request) -> Result<(), StatusCode> {
        note(&self.log, format!("outer before 1 {}", request.path()));
        if request.header("x-stop") == Some("outer") { Err(StatusCode::FORBIDDEN) } else { Ok(()) }
    }

    #[before]
    fn second(&self) {
        note(&self.log, "outer before 2");
    }

    #[after]
    fn stamp(&self, request: &Request, head: &mut ResponseHead) {
        note(&self.log, format!("outer after 1 {} {}", request.path(), head.status().as_u16()));
    }

    #[after]
    fn stamp_again(&self, head: &mut ResponseHead) {
        note(&self.log, "outer after 2");
        head.headers_mut().insert("x-outer", "1".parse().unwrap());
    }

    #[get("/own")]
    fn own(&self) -> &'static str {
        note(&self.log, "own");
        "own"
    }
}

#[handler]
struct Inner {
    log: Log,
}

#[handler]
impl Inner {
    #[before]
    fn check(&self, request: &Request) -> Result<(), Response> {
        note(&self.log, format!("inner before {}", request.path()));
        match request.header("x-stop") {
            Some("inner") => Err(Response::new(StatusCode::OK).with_body("stopped")),
            _ => Ok(()),
        }
    }

    #[after]
    fn stamp(&self, request: &Request, head: &mut ResponseHead) {
        note(&self.log, format!("inner after {} {}", request.path(), head.status().as_u16()));
        head.headers_mut().insert("x-inner", "1".parse().unwrap());
    }

    #[get("/page")]
    fn page(&self) -> &'static str {
        note(&self.log, "page");
        "page"
    }

    #[get("/panic")]
    fn panic(&self) {
        note(&self.log, "panic");
        std::panic::resume_unwind(Box::new(()));
    }

    #[get("/flush")]
    fn flush(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(b"a")?;
        response.flush()?;
        note(&self.log, "flushed");
        response.write_all(b"b")
    }
}

fn nested() -> (Log, Outer) {
    let log = Log::default();
    (Arc::clone(&log), Outer { log: Arc::clone(&log), inner: Inner { log } })
}

#[test]
fn hooks_run_from_the_outermost_handler_in_and_back_out() {
    let (log, outer) = nested();
    let running = serve(outer);
    ask(&running, get("/own")).expect(200, "own");
    assert_eq!(
        taken(&log),
        ["outer before 1 /own", "outer before 2", "own", "outer after 2", "outer after 1 /own 200"]
    );
    let answer = ask(&running, get("/inner/page"));
    answer.expect(200, "page");
    assert_eq!((answer.field("x-outer"), answer.field("x-inner")), (Some("1"), Some("1")));
    assert_eq!(
        taken(&log),
        [
            "outer before 1 /inner/page",
            "outer before 2",
            "inner before /page",
            "page",
            "inner after /page 200",
            "outer after 2",
            "outer after 1 /inner/page 200",
        ]
    );
}

#[test]
fn hooks_run_for_requests_that_no_route_takes() {
    let (log, outer) = nested();
    let running = serve(outer);
    let cases = [
        (get("/inner/nowhere"), "/nowhere", 404),
        (post("/inner/page", ""), "/page", 405),
        (request("OPTIONS", "/inner/page", &[]), "/page", 204),
        (request("BREW", "/inner/page", &[]), "/page", 501),
        (get("/inner/%zz"), "/%zz", 400),
    ];
    for (bytes, path, status) in cases {
        let answer = ask(&running, bytes);
        assert_eq!((answer.status, answer.field("x-outer")), (status, Some("1")));
        let log = taken(&log);
        assert!(log[0].starts_with("outer before 1 /inner/") && log[1] == "outer before 2", "{log:?}");
        assert_eq!(log[2..4], [format!("inner before {path}"), format!("inner after {path} {status}")]);
    }
}

#[test]
fn an_err_of_a_before_hook_is_the_answer_and_no_route_runs() {
    let (log, outer) = nested();
    let running = serve(outer);
    let answer = ask(&running, request("GET", "/inner/page", &["X-Stop: outer"]));
    // Only handlers that were entered see the response go out.
    assert_eq!((answer.status, answer.field("x-outer"), answer.field("x-inner")), (403, Some("1"), None));
    assert_eq!(taken(&log), ["outer before 1 /inner/page", "outer after 2", "outer after 1 /inner/page 403"]);
    let answer = ask(&running, request("GET", "/inner/page", &["X-Stop: inner"]));
    answer.expect(200, "stopped");
    assert_eq!((answer.field("x-outer"), answer.field("x-inner")), (Some("1"), Some("1")));
    assert!(!taken(&log).contains(&"page".to_owned()));
}

#[test]
fn after_hooks_see_a_panic_s_response_too() {
    let (log, outer) = nested();
    let answer = ask(&serve(outer), get("/inner/panic"));
    assert_eq!((answer.status, answer.field("x-inner"), answer.field("x-outer")), (500, Some("1"), Some("1")));
    assert_eq!(taken(&log)[3..5], ["panic", "inner after /panic 500"]);
}

#[test]
fn after_hooks_run_once_and_before_the_head_goes_out() {
    let (log, outer) = nested();
    let answer = ask(&serve(outer), get("/inner/flush"));
    answer.expect(200, "ab");
    assert_eq!((answer.field("x-inner"), answer.field("x-outer")), (Some("1"), Some("1")));
    let log = taken(&log);
    assert_eq!(log[3..], ["inner after /flush 200", "outer after 2", "outer after 1 /inner/flush 200", "flushed"]);
}

#[test]
fn malformed_requests_never_reach_a_hook() {
    let (log, outer) = nested();
    let answer = ask(&serve(outer), "GET / HTTP/1.1\r\n\r\n");
    assert_eq!((answer.status, answer.field("x-outer")), (400, None));
    assert_eq!(taken(&log), Vec::<String>::new());
}

// What an after hook may change

#[handler]
struct Changing;

#[handler]
impl Changing {
    #[after]
    fn change(&self, request: &Request, head: &mut ResponseHead) {
        if let Some(status) = request.header("x-status").and_then(|status| status.parse().ok()) {
            head.set_status(StatusCode::from_u16(status).unwrap());
        }
        if request.header("x-panic").is_some() {
            std::panic::resume_unwind(Box::new("in a hook"));
        }
        head.headers_mut().remove("content-type");
        head.headers_mut().insert("content-length", "9999".parse().unwrap());
        head.headers_mut().insert("transfer-encoding", "chunked".parse().unwrap());
    }

    #[get("/")]
    fn index(&self) -> &'static str {
        "hello"
    }

    #[get("/without-content")]
    fn without_content(&self) -> (StatusCode, &'static str) {
        (StatusCode::NO_CONTENT, "hello")
    }

    #[get("/large")]
    fn large(&self) -> Vec<u8> {
        vec![b'x'; 100_000]
    }

    #[get("/reader/{promised}")]
    fn reader(&self, promised: &str) -> Response {
        Response::from_reader(io::repeat(b'x').take(100_000), promised.parse().ok())
    }

    #[get("/writer")]
    fn writer(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.write_all(&[b'x'; 20_000])?;
        response.flush()?;
        response.write_all(b"more")
    }

    /// Content that goes on behind a status without any.
    #[get("/flushed/{status}")]
    fn flushed(&self, status: u16, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(status)?;
        response.write_all(b"dropped")?;
        response.flush()?;
        response.write_all(&[b'x'; 20_000])?;
        response.flush()
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new(()));
    }

    #[get("/upgrade")]
    fn upgrade(&self) -> Response {
        Response::upgrade("echo/1", |stream| stream.write_all(b"upgraded"))
    }
}

/// However the response is made.
const CHANGED: &[&str] =
    &["/", "/without-content", "/large", "/reader/100000", "/reader/unknown", "/writer", "/upgrade", "/nowhere"];

#[test]
fn an_after_hook_may_change_status_and_fields_but_not_the_framing() {
    let running = serve(Changing);
    let mut client = Client::connect(&running);
    for status in ["200", "202", "404", "500"] {
        let answer = client.ask(request("GET", "/", &[&format!("X-Status: {status}")]));
        answer.expect(status.parse().unwrap(), "hello");
        assert_eq!((answer.field("content-type"), answer.length()), (None, Some(5)));
    }
    // A status without content has none, whatever was written before.
    for status in ["204", "304"] {
        assert_eq!(client.ask(request("GET", "/", &[&format!("X-Status: {status}")])).status.to_string(), status);
    }
    client.ask(get("/")).expect(200, "hello");
}

#[test]
fn a_status_that_a_hook_chooses_decides_whether_there_is_content() {
    let running = serve(Changing);
    let mut client = Client::connect(&running);
    for path in CHANGED {
        for status in [204, 304, 200, 500] {
            let answer = client.ask(request("GET", path, &[&format!("X-Status: {status}")]));
            assert_eq!(answer.status, status, "{path}");
            assert!(status == 200 || status == 500 || answer.content.is_empty(), "{path} {status}");
            client.ask(get("/")).expect(200, "hello");
        }
    }
}

#[test]
fn a_status_without_content_stays_without_content() {
    let running = serve(Changing);
    let mut client = Client::connect(&running);
    for path in ["/flushed/204", "/flushed/205", "/flushed/304"] {
        for status in [200, 204, 205, 304, 404] {
            let answer = client.ask(request("GET", path, &[&format!("X-Status: {status}")]));
            answer.expect(status, "");
            let length = (!matches!(status, 204 | 304)).then_some(0);
            assert_eq!((answer.length(), answer.is_chunked()), (length, false), "{path} {status}");
            client.ask(get("/")).expect(200, "hello");
        }
    }
}

/// RFC 9110 section 15.3.6.
#[test]
fn a_hook_that_chooses_205_leaves_no_content() {
    let running = serve(Changing);
    let mut client = Client::connect(&running);
    for path in CHANGED {
        let answer = client.ask(request("GET", path, &["X-Status: 205"]));
        answer.expect(205, "");
        assert_eq!(answer.length(), Some(0), "{path}");
        client.ask(get("/")).expect(200, "hello");
    }
}

#[test]
fn a_hook_that_panics_or_chooses_no_final_status_makes_it_a_500() {
    let running = serve(Changing);
    for path in CHANGED.iter().chain(&["/panic"]) {
        for field in ["X-Panic: yes", "X-Status: 100", "X-Status: 101"] {
            if *path == "/upgrade" && field == "X-Status: 101" {
                continue;
            }
            let fields = [field, "Connection: upgrade", "Upgrade: echo/1"];
            ask(&running, request("GET", path, &fields)).expect(500, "500 Internal Server Error\n").expect_last();
        }
    }
    ask(&running, get("/")).expect(200, "hello");
}

#[test]
fn a_hook_that_chooses_another_status_than_101_keeps_the_connection_in_http() {
    let running = serve(Changing);
    let mut client = Client::connect(&running);
    let upgrade = request("GET", "/upgrade", &["X-Status: 403", "Connection: upgrade", "Upgrade: echo/1"]);
    let answer = client.ask(upgrade);
    answer.expect(403, "");
    assert_eq!(answer.field("upgrade"), None);
    client.ask(get("/")).expect(200, "hello");
}

// What hooks may take

struct User(String);

impl FromRequest<'_> for User {
    type Rejection = (StatusCode, &'static str);

    fn from_request(request: &Request) -> Result<Self, Self::Rejection> {
        let user = request.header("x-user").ok_or((StatusCode::UNAUTHORIZED, "who are you?"))?;
        Ok(User(user.to_owned()))
    }
}

#[handler]
struct Guarded;

#[handler]
impl Guarded {
    #[before]
    fn check(&self, user: User, #[query] n: Option<u8>, #[cookie] c: Option<&str>) -> Result<(), String> {
        if user.0 == "eve" { Err(format!("go away {n:?} {c:?}")) } else { Ok(()) }
    }

    #[get]
    fn index(&self) -> &'static str {
        "welcome"
    }
}

#[test]
fn hooks_take_parts_of_the_request_as_arguments() {
    let running = serve(Guarded);
    let ask = |target: &str, fields: &[&str]| ask(&running, request("GET", target, fields));
    ask("/x", &["X-User: ada"]).expect(200, "welcome");
    ask("/x", &[]).expect(401, "who are you?");
    assert_eq!(ask("/x?n=x", &["X-User: ada"]).status, 400);
    // Whatever its status, an Err is the answer.
    ask("/x?n=7", &["X-User: eve", "Cookie: c=d"]).expect(200, "go away Some(7) Some(\"d\")");
}

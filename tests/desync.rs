//! What makes two programs on one line disagree about where a message ends, or whose it is: the server is on the safe side.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{Timeouts, handler_fn};
use std::sync::{Mutex, mpsc};
use std::time::Duration;
use tests::{Client, ask, get, ms, request, serve, serve_with};

fn hello() -> impl Handler {
    handler_fn(|_: &Request, _: &mut Body| "hello")
}

// CONNECT

/// To a client or a proxy in between, everything behind a success is the tunnel's (RFC 9110 section 9.3.6).
#[test]
fn nothing_follows_the_answer_to_connect() {
    let running = serve(hello());
    let mut client = Client::connect(&running);
    client.send([request("CONNECT", "test:80", &[]), get("/")].concat());
    let answer = client.answer();
    assert_eq!((answer.status, answer.length(), answer.is_chunked()), (200, None, false));
    answer.expect(200, "hello").expect_last();
}

// Expect

#[test]
fn an_expectation_of_nothing_asks_for_no_100() {
    let running = serve(handler_fn(|_: &Request, body: &mut Body| body.read_all()));
    for fields in [&["Expect:"][..], &["Expect: ,"], &["Expect: ", "Expect: ,,"]] {
        let mut client = Client::connect(&running);
        let fields: Vec<&str> = fields.iter().copied().chain(["Content-Length: 5"]).collect();
        client.send(request("POST", "/", &fields));
        client.expect_silence(ms(20));
        client.send("hello");
        client.answer().expect(200, "hello");
    }
}

#[test]
fn an_expectation_may_come_with_another_of_nothing() {
    let running = serve(handler_fn(|_: &Request, body: &mut Body| body.read_all()));
    let mut client = Client::connect(&running);
    client.send(request("POST", "/", &["Expect: 100-continue", "Expect:", "Content-Length: 5"]));
    assert_eq!(client.head().status, 100);
    client.send("hello");
    client.answer().expect(200, "hello");
}

// Other protocols

/// A client that speaks TLS waits for an answer and sends no line.
#[test]
fn what_does_not_begin_like_a_request_is_refused_at_once() {
    let hour = Duration::from_secs(3600);
    let running = serve_with(hello(), |server| server.timeouts(Timeouts { head: hour, ..Timeouts::default() }));
    let hello: &[u8] = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03";
    for start in [hello, b"\x16", b"\0", b" GET", b"(", b"\x80\x2e\x01\x00\x02"] {
        let mut client = Client::connect(&running);
        client.send(start);
        assert_eq!(client.answer().expect_last().status, 400, "{}", start.escape_ascii());
        client.expect_end();
    }
}

// Upgrades

/// Who sends `Upgrade` names it in `Connection` (RFC 9110 section 7.8), also where the connection ends.
#[test]
fn what_connection_names_is_named_in_a_last_response_too() {
    let running = serve(handler_fn(|_: &Request, _: &mut Body| Response::upgrade("echo/1", |_| ())));
    for last in [&request("GET", "/", &["Connection: close"])[..], b"GET / HTTP/1.0\r\n\r\n"] {
        let answer = ask(&running, last);
        assert_eq!((answer.status, answer.field("upgrade")), (426, Some("echo/1")));
        assert_eq!(answer.field("connection"), Some("upgrade, close"));
    }
    let answer = ask(&running, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assert_eq!(answer.field("connection"), Some("upgrade, keep-alive"));
}

#[test]
fn connection_never_says_two_things_of_the_connection_itself() {
    let echo = |request: &Request, _: &mut Body| {
        let response = Response::new(StatusCode::OK).with_body("ok");
        request
            .headers()
            .get_all("x-connection")
            .fold(response, |response, value| response.with_header("Connection", value))
    };
    let running = serve(handler_fn(echo));
    for (said, sent) in [
        (&["keep-alive"][..], "close"),
        (&["close"], "close"),
        (&["Close, Keep-Alive"], "close"),
        (&["close", "x-hop"], "x-hop, close"),
        (&["close, x-hop"], "x-hop, close"),
        (&["x-hop,keep-alive , x-other"], "x-hop, x-other, close"),
    ] {
        let mut fields: Vec<String> = said.iter().map(|value| format!("X-Connection: {value}")).collect();
        fields.push("Connection: close".to_owned());
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let answer = ask(&running, request("GET", "/", &fields));
        assert_eq!(answer.field("connection"), Some(sent), "{said:?}");
    }
}

// Handlers by hand

/// Promises ten bytes; writes eight, five and two, whatever comes of it.
struct Gap;

impl Handler for Gap {
    fn handle(&self, request: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.send_header("Content-Length", "10")?;
        response.write_all(b"12345678")?;
        if request.path() == "/flushed" {
            response.flush()?;
        }
        assert!(response.write_all(b"90123").is_err());
        assert!(response.write_all(b"90").is_err());
        Ok(())
    }
}

#[test]
fn what_is_written_behind_too_much_does_not_fill_the_gap() {
    let running = serve(Gap);
    for path in ["/", "/flushed"] {
        let mut client = Client::connect(&running);
        client.send([get(path), get("/")].concat());
        let head = client.head();
        assert_eq!((head.status, head.length()), (200, Some(10)), "{path}");
        assert_eq!(client.rest(), b"12345678", "{path}");
    }
}

/// Bytes of the next request that nobody reads would reset the connection (RFC 9112 section 9.6).
#[test]
fn a_connection_that_the_server_ends_is_not_reset_by_the_next_request() {
    let (entered, has_entered) = mpsc::channel();
    let (release, is_released) = mpsc::channel();
    let running = serve(Closing { entered, is_released: Mutex::new(is_released) });
    let mut client = Client::connect(&running);
    client.send(get("/"));
    has_entered.recv().unwrap();
    client.send(get("/next"));
    release.send(()).unwrap();
    client.answer().expect(200, "the last").expect_last();
    client.expect_end();
}

struct Closing {
    entered: mpsc::Sender<()>,
    is_released: Mutex<mpsc::Receiver<()>>,
}

impl Handler for Closing {
    fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        self.entered.send(()).unwrap();
        self.is_released.lock().unwrap().recv().unwrap();
        response.send("the last")?;
        response.close_connection();
        Ok(())
    }
}

//! Connections that leave HTTP for another protocol: when they do, and what each side gets of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::handler_fn;
use http_core::prelude::*;
use tests::{Client, ask, ms, request, serve};

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/upgrade")]
    fn upgrade(&self) -> Response {
        Response::upgrade("echo/1", |stream| -> io::Result<()> {
            let mut buffer = [0; 1024];
            loop {
                match stream.read(&mut buffer)? {
                    0 => return Ok(()),
                    length => stream.write_all(&buffer[..length])?,
                }
            }
        })
    }

    #[get("/target")]
    fn target(&self, request: &Request) -> String {
        format!("{} {} {:?}", request.target(), request.path(), request.query())
    }
}

#[test]
fn an_upgraded_connection_is_the_handlers_own() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    let upgrade = request("GET", "/upgrade", &["Connection: upgrade", "Upgrade: echo/1"]);
    // What comes right behind the request is the new protocol's, whatever it looks like.
    client.send([&upgrade[..], b"GET / HTTP/1.1\r\n"].concat());
    let answer = client.answer();
    assert_eq!(answer.status, 101);
    assert_eq!((answer.field("upgrade"), answer.field("connection")), (Some("echo/1"), Some("upgrade")));
    client.expect("GET / HTTP/1.1\r\n");
    for _ in 0..3 {
        client.send([0, 255, 13, 10]);
        client.expect([0, 255, 13, 10]);
    }
    client.finish_sending();
    client.expect_end();
}

#[test]
fn a_client_that_does_not_offer_the_protocol_is_told_of_it() {
    let running = serve(Site);
    for fields in [&[][..], &["Upgrade: echo/1"], &["Connection: upgrade", "Upgrade: other/1"]] {
        let answer = ask(&running, request("GET", "/upgrade", fields));
        assert_eq!((answer.status, answer.field("upgrade")), (426, Some("echo/1")), "{fields:?}");
        assert_eq!(answer.field("connection"), Some("upgrade"));
    }
    let answer = ask(&running, "GET /upgrade HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: echo/1\r\n\r\n");
    assert_eq!(answer.status, 426);
}

#[test]
fn head_stays_with_http() {
    let running = serve(Site);
    let mut client = Client::connect(&running);
    client.send(request("HEAD", "/upgrade", &["Connection: upgrade", "Upgrade: echo/1"]));
    let answer = client.answer_to_head();
    assert_eq!((answer.status, answer.field("upgrade")), (426, Some("echo/1")));
    client.send(request("GET", "/target", &[]));
    assert_eq!(client.answer().status, 200);
}

/// Sends back what comes first, and goes.
fn echo_once() -> Response {
    Response::upgrade("echo/1", |stream| -> io::Result<()> {
        let mut buffer = [0; 5];
        stream.read_exact(&mut buffer)?;
        stream.write_all(&buffer)
    })
}

fn upgrade_to_echo_once() -> impl Handler {
    handler_fn(|_: &Request, _: &mut Body| echo_once())
}

const TO_ECHO: [&str; 2] = ["Connection: upgrade", "Upgrade: echo/1"];

#[test]
fn another_protocol_begins_behind_content_that_the_handler_has_not_read() {
    let running = serve(upgrade_to_echo_once());
    let content = vec![b'x'; 100_000];
    let chunked = [&b"186a0\r\n"[..], &content, b"\r\n0\r\n\r\n"].concat();
    for (framing, content) in [("Content-Length: 100000", content), ("Transfer-Encoding: chunked", chunked)] {
        let mut client = Client::connect(&running);
        client.send(request("POST", "/", &[TO_ECHO[0], TO_ECHO[1], framing]));
        client.expect_silence(ms(20));
        client.send([&content, &b"hello"[..]].concat());
        assert_eq!(client.answer().status, 101, "{framing}");
        client.expect("hello");
        client.expect_end();
    }
}

/// The client is asked for the content of its request before the protocol changes.
fn expect_content_then_echo(handler: impl Handler) {
    let running = serve(handler);
    let mut client = Client::connect(&running);
    client.send(request("POST", "/", &[TO_ECHO[0], TO_ECHO[1], "Expect: 100-continue", "Content-Length: 3"]));
    assert_eq!(client.head().status, 100);
    client.send("abchello");
    assert_eq!(client.answer().status, 101);
    client.expect("hello");
    client.expect_end();
}

#[test]
fn content_before_another_protocol_is_asked_for() {
    expect_content_then_echo(upgrade_to_echo_once());
}

#[test]
fn an_upgrade_that_is_flushed_waits_for_the_content_before_it() {
    struct Hasty;
    impl Handler for Hasty {
        fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            response.send(echo_once())?;
            response.flush()
        }
    }
    expect_content_then_echo(Hasty);
}

#[test]
fn content_that_is_too_large_or_broken_keeps_a_connection_in_http() {
    let running = serve(upgrade_to_echo_once());
    for (framing, content, status) in [
        ("Content-Length: 1048577", "", 413),
        ("Transfer-Encoding: chunked", "x", 400),
        ("Content-Length: 9", "x", 400),
    ] {
        let mut client = Client::connect(&running);
        client.send(request("POST", "/", &[TO_ECHO[0], TO_ECHO[1], framing]));
        client.send(content);
        client.finish_sending();
        let answer = client.answer();
        assert_eq!((answer.status, answer.field("upgrade")), (status, None), "{framing}");
        answer.expect_last();
        client.expect_end();
    }
}

#[test]
fn the_last_words_of_another_protocol_reach_a_client_that_is_still_sending() {
    let running = serve(upgrade_to_echo_once());
    let mut client = Client::connect(&running);
    client.send(request("GET", "/", &TO_ECHO));
    assert_eq!(client.answer().status, 101);
    client.send([b'x'; 50_000]);
    client.expect("xxxxx");
    client.expect_end();
}

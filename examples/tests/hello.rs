//! The smallest server, and the clients that people have at hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use support::{Server, output_of};

const GREETING: &str = "Hello, HTTP!\n";

#[test]
fn every_get_is_greeted() {
    let server = Server::start("hello");
    for target in ["/", "/anything", "/a/b?c=d"] {
        let response = server.get(target);
        assert_eq!((response.status, response.text()), (200, GREETING));
        assert_eq!(response.field("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(response.field("content-length"), Some("13"));
        assert!(response.field("date").is_some());
        assert!(response.field("server").is_some());
    }
}

#[test]
fn head_has_the_fields_of_get_and_no_content() {
    let server = Server::start("hello");
    let mut connection = server.connect();
    let response = connection.head("/");
    assert_eq!((response.status, response.field("content-length")), (200, Some("13")));
    assert_eq!(response.field("content-type"), Some("text/plain; charset=utf-8"));
    // Content would stand where the next response is read.
    assert_eq!(connection.get("/").text(), GREETING);
}

#[test]
fn a_connection_serves_many_requests() {
    let server = Server::start("hello");
    let mut connection = server.connect();
    for _ in 0..100 {
        assert_eq!(connection.get("/").text(), GREETING);
    }
}

#[test]
fn a_method_without_a_route_is_told_which_there_are() {
    let server = Server::start("hello");
    let response = server.post("/", &[("a", "b")]);
    assert_eq!(response.status, 405);
    let allowed = response.field("allow").unwrap();
    for method in ["GET", "HEAD", "OPTIONS"] {
        assert!(allowed.split(", ").any(|name| name == method), "{allowed}");
    }
}

#[test]
fn curl_gets_the_greeting() {
    let server = Server::start("hello");
    let Some(shown) = output_of("curl", &["--silent", "--show-error", "--include", &server.url("/")]) else { return };
    assert!(shown.starts_with("HTTP/1.1 200 OK\r\n"), "{shown}");
    assert!(shown.ends_with(&format!("\r\n\r\n{GREETING}")), "{shown}");
}

#[test]
fn curl_sees_fields_and_no_content_with_head() {
    let server = Server::start("hello");
    let Some(shown) = output_of("curl", &["--silent", "--show-error", "--head", &server.url("/")]) else { return };
    assert!(shown.starts_with("HTTP/1.1 200 OK\r\n") && shown.ends_with("\r\n\r\n"), "{shown}");
}

#[test]
fn python_gets_the_greeting() {
    let server = Server::start("hello");
    let program = "import sys, urllib.request as r; a = r.urlopen(sys.argv[1]); \
        print(a.status, a.headers['Content-Type'], a.read().decode(), sep='|', end='')";
    let Some(shown) = output_of("python3", &["-c", program, &server.url("/")]) else { return };
    assert_eq!(shown, format!("200|text/plain; charset=utf-8|{GREETING}"));
}

//! Says what it is told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use support::Server;

#[test]
fn the_target_without_its_first_slash_comes_back() {
    let server = Server::start("echo");
    for text in ["bears", "", "a/b", "/two", "with?query=1&more", "?", "tr%C3%A4um%20%2F", "a+b"] {
        let response = server.get(&format!("/{text}"));
        assert_eq!((response.status, response.text()), (200, text));
        assert_eq!(response.field("content-type"), Some("text/plain; charset=utf-8"));
    }
}

#[test]
fn head_knows_the_length() {
    let server = Server::start("echo");
    let response = server.connect().head("/bears");
    assert_eq!((response.status, response.field("content-length")), (200, Some("5")));
}

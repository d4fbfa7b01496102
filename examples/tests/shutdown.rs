//! What one signal does, and two.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::os::unix::process::ExitStatusExt;
use std::time::{Duration, Instant};
use support::{Connection, Server};

const SIGINT: i32 = 2;

#[test]
fn one_sigint_ends_an_idle_server_with_success() {
    let mut server = serving_hello();
    server.signal("INT");
    assert_eq!(server.wait().code(), Some(0));
}

#[test]
fn one_sigterm_ends_it_as_well() {
    let mut server = serving_hello();
    server.signal("TERM");
    assert_eq!(server.wait().code(), Some(0));
}

#[test]
fn a_hundred_idle_connections_do_not_keep_it() {
    let mut server = Server::start("hello");
    let mut connections: Vec<Connection> = (0..100).map(|_| server.connect()).collect();
    for connection in &mut connections {
        assert_eq!(connection.get("/").status, 200);
    }
    server.signal("INT");
    for connection in &mut connections {
        connection.read_close();
    }
    assert_eq!(server.wait().code(), Some(0));
}

#[test]
fn a_handler_that_runs_finishes_its_answer() {
    let mut server = Server::start("parallelometer");
    let mut idle = server.connect();
    let mut busy = server.connect();
    busy.send_head("GET /frame", &[]);
    // The page tells when the handler of the frame has started.
    let start = Instant::now();
    while !idle.get("/").text().contains("before this page: 1") {
        assert!(start.elapsed() < Duration::from_secs(30), "the frame does not start");
    }
    server.signal("INT");
    idle.read_close();
    let response = busy.read_response();
    assert_eq!((response.status, response.field("connection")), (200, Some("close")));
    response.assert_contains("In flight: 1");
    busy.read_close();
    assert_eq!(server.wait().code(), Some(0));
}

#[test]
fn a_request_whose_content_is_on_its_way_is_answered() {
    let mut server = Server::start("conformance");
    let mut idle = server.connect();
    assert_eq!(idle.get("/").status, 200);
    let mut busy = start_echo(&server);
    server.signal("INT");
    idle.read_close();
    busy.send("later");
    let response = busy.read_response();
    assert_eq!((response.status, response.text()), (200, "later"));
    assert_eq!(response.field("connection"), Some("close"));
    assert_eq!(server.wait().code(), Some(0));
}

#[test]
fn a_second_sigint_ends_it_at_once() {
    let mut server = Server::start("conformance");
    let mut idle = server.connect();
    assert_eq!(idle.get("/").status, 200);
    let _unanswered = start_echo(&server);
    server.signal("INT");
    idle.read_close();
    server.signal("INT");
    assert_eq!(server.wait().signal(), Some(SIGINT));
}

/// The URL is printed before `run_forever` begins to watch for signals; the first answer comes after it.
fn serving_hello() -> Server {
    let server = Server::start("hello");
    assert_eq!(server.get("/").status, 200);
    server
}

/// A request that the server knows of, the 100 proves it, and whose content of five bytes is yet to come.
fn start_echo(server: &Server) -> Connection {
    let mut connection = server.connect();
    connection.send_head("POST /echo", &[("Content-Length", "5"), ("Expect", "100-continue")]);
    assert_eq!(connection.read_response().status, 100);
    connection
}

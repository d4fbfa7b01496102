//! R29: what can be wrong with an address, and a thousand starts and stops in one process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::harness::{figures, pick};
use http_core::{Body, HttpServer, Request, handler_fn};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};

fn bind(address: &str) -> io::Result<HttpServer> {
    HttpServer::bind(address, handler_fn(|_: &Request, _: &mut Body| "hello\n"))
}

fn count_own(what: &str) -> usize {
    std::fs::read_dir(format!("/proc/self/{what}")).unwrap().count()
}

fn expect_error(address: &str, kind: ErrorKind) {
    let error = bind(address).map(drop).expect_err("no such address");
    assert_eq!(error.kind(), kind, "{error}");
}

/// One test, so that nothing else in this process opens anything.
#[test]
fn faults_are_typed_and_a_thousand_starts_and_stops_leave_nothing() {
    let before = (count_own("task"), count_own("fd"));
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    expect_error(&taken.local_addr().unwrap().to_string(), ErrorKind::AddrInUse);
    // RFC 5737: nobody has it.
    expect_error("192.0.2.1:8000", ErrorKind::AddrNotAvailable);
    expect_error("127.0.0.1:eighty", ErrorKind::InvalidInput);
    drop(taken);
    let cycles = pick(200, 1_000);
    for _ in 0..cycles {
        cycle();
    }
    let after = (count_own("task"), count_own("fd"));
    figures("R29 starts and stops", &[&format_args!("{cycles} cycles, threads and fds {before:?}, then {after:?}")]);
    assert_eq!(after, before);
}

fn cycle() {
    let running = bind("127.0.0.1:0").unwrap().spawn().unwrap();
    let mut stream = TcpStream::connect(running.local_addr().socket_addr().unwrap()).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with("hello\n"), "{answer}");
    assert_eq!(running.stop().cut_connections, 0);
}

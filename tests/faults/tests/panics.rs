//! R9: handlers that panic, wherever they can.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick};
use std::io::{Read, Write};
use std::net::TcpStream;

/// Only one of the targets heeds it.
const UPGRADE: &str = "HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: bomb/1\r\n\r\n";

#[test]
fn each_panic_is_one_500_and_nobody_else_notices() {
    let total = pick(10_000, 300_000);
    let server = Server::start(&[]);
    let good = Good::start(server.address());
    let words = [
        "connections=64".into(),
        "target=/panic,/order/1,/panic/drop,/order/2,/panic/argument,/order/3".into(),
        format!("total={total}"),
        "requests=2".into(),
        "seconds=120".into(),
    ];
    let before = server.usage();
    let bad = server.attack("ask", &words).join();
    let during = server.usage();
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        "R9 panicking handlers",
        &[
            &format_args!("{} panics, {} beside them", bad.get("status_500"), bad.get("status_200")),
            &format_args!("{:.0} panics/s", bad.get("status_500") as f64 / (during.at - before.at).as_secs_f64()),
            &report,
            &after,
        ],
    );
    // Every connection brings one panic, which closes it, or one after another request.
    assert_eq!(bad.get("status_500"), total, "{bad}");
    assert_eq!(bad.sum("status_"), bad.get("status_500") + bad.get("status_200"), "{bad}");
    assert_eq!(bad.get("done"), total, "{bad}");
    expect_unharmed(&report, &server.ledger());
}

#[test]
fn a_panic_behind_the_head_of_the_response_closes_the_connection() {
    let server = Server::start(&[]);
    for target in ["/panic/late", "/panic/reader", "/panic/upgraded"] {
        for _ in 0..pick(20, 1_000) {
            let received = receive_all(&server, &format!("GET {target} {UPGRADE}"));
            assert!(!received.ends_with("0\r\n\r\n"), "{target}: it must not look complete: {received}");
        }
    }
    server.expect_calm();
    assert_eq!(server.ask("/order/7").0, 200);
}

#[test]
fn a_panic_while_content_is_read_is_a_500() {
    let server = Server::start(&[]);
    for _ in 0..pick(20, 1_000) {
        let received = receive_all(&server, "POST /panic/body HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
        assert!(received.starts_with("HTTP/1.1 500 "), "{received}");
    }
    server.expect_calm();
}

/// What comes back until the server closes.
fn receive_all(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(faults::harness::PATIENCE)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    String::from_utf8(received).unwrap()
}

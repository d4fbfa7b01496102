//! R19: a log that can't be written to, or that nobody reads, and a disk that is full.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::good::Good;
use faults::harness::{Server, expect_unharmed, figures, pick, wait_until};
use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::sync::Mutex;
use std::thread;

fn serve_good_ones(name: &str, server: &Server) {
    let good = Good::start(server.address());
    // Their lines are more than any pipe and queue hold.
    let total = format!("total={}", pick(16, 320));
    let words = ["connections=16".into(), total, "target=/order/1".into(), "requests=2000".into()];
    let load = server.attack("ask", &words).join();
    let report = good.stop();
    let after = server.expect_calm();
    figures(
        &format!("R19 {name}"),
        &[&format_args!("{} answers beside good clients", load.get("status_200")), &report, &after],
    );
    assert_eq!(load.sum("status_"), load.get("status_200"), "{load}");
    assert_eq!(load.get("unanswered"), 0, "{load}");
    expect_unharmed(&report, &server.ledger());
}

#[test]
fn a_log_on_a_full_disk_costs_no_request() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let server = Server::start_with(&["access_log=true"], |command| {
        command.stderr(full);
    });
    serve_good_ones("log to a full disk", &server);
}

#[test]
fn a_log_that_nobody_reads_costs_no_request_and_its_lines_are_counted() {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut server = Server::start_with(&["access_log=true"], |command| {
        command.stderr(Stdio::from(writer));
    });
    serve_good_ones("log to a stopped pipe", &server);
    // The reader comes back, and finds how much it has missed.
    let text = Mutex::new(Vec::new());
    let has = |part: &str| String::from_utf8_lossy(&text.lock().unwrap()).contains(part);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut buffer = [0; 64 * 1024];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                text.lock().unwrap().extend_from_slice(&buffer[..length]);
            }
        });
        wait_until("the log goes on", || {
            assert_eq!(server.ask("/order/2").0, 200);
            has("\"GET /order/2 HTTP/1.1\" 200 -\n")
        });
        wait_until("the lines that were dropped are counted", || has(" lines of the access log were dropped\n"));
        server.signal(rustix::process::Signal::TERM);
        assert_eq!(server.wait(faults::harness::PATIENCE).code(), Some(0));
    });
}

/// A file whose disk is full, by way of a link to a device that always is.
#[test]
fn an_upload_to_a_full_disk_is_507_and_leaves_nothing() {
    let server = Server::start(&[]);
    let path = server.folder().join("stored-7");
    for _ in 0..pick(20, 1_000) {
        std::os::unix::fs::symlink("/dev/full", &path).unwrap();
        let status = store(&server, 7, 300_000);
        assert!(status.starts_with("HTTP/1.1 507 "), "{status}");
        assert!(!path.exists() && fs::symlink_metadata(&path).is_err(), "it is gone again");
    }
    assert!(store(&server, 8, 300_000).ends_with("300000\n"));
    figures("R19 uploads to a full disk", &[&"507, nothing left", &server.expect_calm()]);
}

fn store(server: &Server, name: u64, length: usize) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(faults::harness::PATIENCE)).unwrap();
    let head =
        format!("POST /store/{name} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // A server that has no use for it may close before all of it is sent.
    let sent = stream.write_all(&vec![b'x'; length]);
    let mut answer = String::new();
    let received = stream.read_to_string(&mut answer);
    assert!(!answer.is_empty(), "{sent:?} {received:?}");
    answer
}

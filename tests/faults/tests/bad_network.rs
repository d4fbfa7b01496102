//! R22: a network that cuts into pieces, delays, pauses, half-closes and resets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use faults::chaos::{Chaos, Weather};
use faults::content::{answer, fill};
use faults::harness::{PATIENCE, Server, figures, pick};
use faults::wire::{Head, get, post_head};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Clients at once.
const CLIENTS: u64 = 16;
/// Bytes of an upload.
const UPLOAD: u64 = 3_000;

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Right,
    Wrong(String),
    /// The connection ended before the answer was complete.
    Cut,
}

/// One exchange on a connection of its own: a small answer, or an upload.
fn exchange(address: SocketAddr, number: u64) -> io::Result<Outcome> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let expected = match number % 2 {
        0 => {
            stream.write_all(&get(&format!("/hello/{number}")))?;
            answer(number)
        }
        _ => {
            let mut content = vec![0; UPLOAD as usize];
            fill(&mut content, 0);
            stream.write_all(&[post_head("/upload", UPLOAD), content].concat())?;
            format!("{UPLOAD} bytes right\n").into_bytes()
        }
    };
    let mut received = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(head) = Head::parse(&received).filter(|head| received.len() >= head.total()) {
            let is_right = head.status == 200 && received[head.length..] == expected;
            let text = || String::from_utf8_lossy(&received).into_owned();
            return Ok(if is_right { Outcome::Right } else { Outcome::Wrong(text()) });
        }
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(Outcome::Cut),
            Ok(length) => received.extend_from_slice(&buffer[..length]),
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return Ok(Outcome::Cut),
            Err(error) => return Err(error),
        }
    }
}

fn exchange_in(weather: Weather, exchanges: u64) {
    let server = Server::start(&[]);
    let chaos = Chaos::start(server.address(), weather).unwrap();
    let (next, right, cut) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= exchanges {
                        return;
                    }
                    match exchange(chaos.address(), number) {
                        Ok(Outcome::Right) => right.fetch_add(1, Ordering::Relaxed),
                        Ok(Outcome::Cut) => cut.fetch_add(1, Ordering::Relaxed),
                        // A reset may hit while the request is sent.
                        Err(error) if error.kind() != io::ErrorKind::WouldBlock => cut.fetch_add(1, Ordering::Relaxed),
                        other => panic!("exchange {number}: {other:?}"),
                    };
                }
            });
        }
    });
    let (right, cut) = (right.into_inner(), cut.into_inner());
    let after = server.expect_calm();
    figures(
        &format!("R22 bad network, {weather:?}"),
        &[&format_args!("{right} of {exchanges} right, {cut} cut by {} resets", chaos.resets()), &after],
    );
    assert_eq!(right + cut, exchanges);
    assert!(cut <= chaos.resets(), "{cut} cut by {} resets", chaos.resets());
    let ledger = server.ledger();
    assert!((0..exchanges).all(|id| ledger.seen(id) <= 1), "a request was served twice");
    assert!(!server.log().contains("panicked"), "{}", server.log());
}

#[test]
fn one_byte_a_segment() {
    exchange_in(Weather::Drizzle, pick(60, 3_000));
}

#[test]
fn delays_before_pieces_of_any_size() {
    exchange_in(Weather::Fog(Duration::from_millis(pick(30, 200))), pick(100, 1_000));
}

#[test]
fn pauses_in_the_middle() {
    exchange_in(Weather::Calm(Duration::from_millis(pick(500, 5_000))), pick(60, 200));
}

#[test]
fn the_end_of_the_stream_right_behind_the_request() {
    exchange_in(Weather::HalfClosed, pick(400, 10_000));
}

#[test]
fn resets_anywhere() {
    exchange_in(Weather::Lightning(3), pick(600, 30_000));
}

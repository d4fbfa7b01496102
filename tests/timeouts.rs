//! One test for each field of `Timeouts`. `drain` is in `shutdown.rs`.
//!
//! Timeouts are short here and upper bounds generous, for the machine may be busy. Lower bounds are exact: nothing may
//! happen too early.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{Limits, Running, Timeouts, handler_fn};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use tests::{Client, PATIENCE, get, ms, request, serve_with};

const SHORT: Duration = Duration::from_millis(200);

fn serve(handler: impl Handler, timeouts: Timeouts) -> Running {
    serve_with(handler, |server| server.timeouts(timeouts))
}

fn echo() -> impl Handler {
    handler_fn(|_: &Request, body: &mut Body| body.read_all())
}

/// Runs `wait`, which has to take at least as long as `least`.
fn takes_at_least(least: Duration, wait: impl FnOnce()) {
    let start = Instant::now();
    wait();
    let passed = start.elapsed();
    assert!(passed >= least && passed < PATIENCE, "{passed:?}");
}

#[test]
fn head_is_for_the_whole_head() {
    let running = serve(echo(), Timeouts { head: SHORT, ..Timeouts::default() });
    takes_at_least(SHORT, || {
        let mut client = Client::connect(&running);
        client.send("GET / HTTP/1.1\r\n");
        let answer = client.answer();
        assert_eq!(answer.status, 408);
        answer.expect_last();
        client.expect_end();
    });
}

/// Slowloris: a byte now and then does not renew it.
#[test]
fn no_timeout_is_too_long() {
    let longest = Duration::MAX;
    let timeouts = Timeouts {
        head: longest,
        body: longest,
        keep_alive: longest,
        write: longest,
        linger: longest,
        drain: longest,
        ..Timeouts::default()
    };
    let running = serve(echo(), timeouts);
    let mut client = Client::connect(&running);
    // More than is received before the handler is called, and more than goes out at once.
    let large = vec![b'x'; 1 << 20];
    client.send(request("POST", "/", &[&format!("Content-Length: {}", large.len())]));
    client.expect_silence(ms(20));
    client.ask(&large).expect(200, &large);
    client.ask(request("GET", "/", &["Connection: close"])).expect(200, "");
    client.expect_end();
    let mut refused = Client::connect(&running);
    refused.send("?\r\n\r\n");
    assert_eq!(refused.answer().status, 400);
    refused.expect_end();
    drop(refused);
    assert_eq!(running.stop().cut_connections, 0);
}

#[test]
fn no_timeout_is_too_short_for_a_client_that_never_waits() {
    let shortest = Duration::ZERO;
    let timeouts =
        Timeouts { body: shortest, write: shortest, linger: shortest, drain: shortest, ..Timeouts::default() };
    let running = serve(echo(), Timeouts { body_rate: 0, write_rate: 0, ..timeouts });
    Client::connect(&running).ask(tests::post("/", "x")).expect(200, "x");
    running.stop();
}

#[test]
fn single_bytes_do_not_renew_head() {
    let running = serve(echo(), Timeouts { head: SHORT, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    let mut sender = client.stream().try_clone().unwrap();
    let sending = thread::spawn(move || {
        let deadline = Instant::now() + PATIENCE;
        let mut bytes = b"GET / HTTP/1.1\r\nX: ".iter().chain(std::iter::repeat(&b'x'));
        while Instant::now() < deadline {
            if sender.write_all(&[*bytes.next().unwrap()]).is_err() {
                return true;
            }
            thread::sleep(ms(20));
        }
        false
    });
    assert_eq!(client.answer().status, 408);
    drop(client);
    assert!(sending.join().unwrap(), "the connection is closed in the end");
}

#[test]
fn a_connection_on_which_nothing_comes_is_closed_without_a_word_after_head() {
    let running = serve(echo(), Timeouts { head: SHORT, ..Timeouts::default() });
    takes_at_least(SHORT, || Client::connect(&running).expect_end());
}

/// The time of a head begins with its first byte, however long the connection was idle.
#[test]
fn head_begins_with_the_first_byte_of_each_request() {
    let running = serve(echo(), Timeouts { head: ms(1_000), keep_alive: PATIENCE, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.ask(get("/")).expect(200, "");
    client.expect_silence(ms(1_100));
    client.send("GET / HTTP/1.1\r\n");
    client.expect_silence(ms(50));
    client.ask("Host: a\r\n\r\n").expect(200, "");
    client.send("GET / HTTP/1.1\r\n");
    assert_eq!(client.answer().status, 408);
}

#[test]
fn body_is_for_content_that_a_handler_reads() {
    let timeouts = Timeouts { body: SHORT, ..Timeouts::default() };
    let unlimited = Limits { prefetched_body: 0, ..Limits::default() };
    let running = serve_with(echo(), |server| server.timeouts(timeouts).limits(unlimited));
    for framing in ["Content-Length: 10", "Transfer-Encoding: chunked"] {
        takes_at_least(SHORT, || {
            let mut client = Client::connect(&running);
            client.send(request("POST", "/", &[framing]));
            client.send("5\r\n");
            let answer = client.answer();
            assert_eq!(answer.status, 408, "{framing}");
            answer.expect_last();
            client.expect_end();
        });
    }
}

#[test]
fn body_is_for_content_that_no_handler_has_seen_too() {
    let running = serve(echo(), Timeouts { body: SHORT, ..Timeouts::default() });
    for framing in ["Content-Length: 10", "Transfer-Encoding: chunked"] {
        takes_at_least(SHORT, || {
            let mut client = Client::connect(&running);
            client.send(request("POST", "/", &[framing]));
            client.send("5\r\n");
            let answer = client.answer();
            assert_eq!(answer.status, 408, "{framing}");
            answer.expect_last();
            client.expect_end();
        });
    }
}

/// Content that nobody waits for does not keep the connection for ever.
#[test]
fn body_is_for_content_that_is_left_over() {
    #[handler]
    struct Ignoring;
    #[handler]
    impl Ignoring {
        #[post("/")]
        fn ignore(&self) -> &'static str {
            "ignored\n"
        }
    }
    let running = serve(Ignoring, Timeouts { body: SHORT, ..Timeouts::default() });
    takes_at_least(SHORT, || {
        let mut client = Client::connect(&running);
        client.ask(request("POST", "/", &["Content-Length: 10"])).expect(200, "ignored\n");
        client.expect_end();
    });
}

/// Sends `rate` bytes a second for this long, then whatever is missing.
fn send_slowly(client: &mut Client, length: usize, rate: u64, duration: Duration) -> bool {
    let (start, mut sent) = (Instant::now(), 0);
    while start.elapsed() < duration {
        let due = (start.elapsed().as_millis() as u64 * rate / 1_000) as usize;
        if due > sent && !client.try_send(vec![b'x'; due - sent]) {
            return false;
        }
        sent = sent.max(due);
        thread::sleep(ms(5));
    }
    client.try_send(vec![b'x'; length - sent])
}

#[test]
fn a_slow_client_that_keeps_to_body_rate_may_take_longer_than_body() {
    for prefetched_body in [0, 1 << 20] {
        let timeouts = Timeouts { body: ms(300), body_rate: 1_000, ..Timeouts::default() };
        let limits = Limits { prefetched_body, ..Limits::default() };
        let running = serve_with(echo(), |server| server.timeouts(timeouts).limits(limits));
        let mut client = Client::connect(&running);
        client.send(request("POST", "/", &["Content-Length: 100000"]));
        // Five times the rate, five times as long.
        assert!(send_slowly(&mut client, 100_000, 5_000, ms(1_500)));
        let answer = client.answer();
        assert_eq!((answer.status, answer.content.len()), (200, 100_000), "{prefetched_body} prefetched");
    }
}

#[test]
fn a_client_that_does_not_keep_to_body_rate_is_cut_off() {
    for prefetched_body in [0, 1 << 20] {
        let timeouts = Timeouts { body: ms(300), body_rate: 1_000_000, ..Timeouts::default() };
        let limits = Limits { prefetched_body, ..Limits::default() };
        let running = serve_with(echo(), |server| server.timeouts(timeouts).limits(limits));
        let mut client = Client::connect(&running);
        client.send(request("POST", "/", &["Content-Length: 100000"]));
        send_slowly(&mut client, 10_000, 1_000, ms(1_500));
        assert_eq!(client.answer().status, 408, "{prefetched_body} prefetched");
    }
}

#[test]
fn keep_alive_is_for_an_idle_connection() {
    let running = serve(echo(), Timeouts { keep_alive: SHORT, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.ask(get("/")).expect(200, "");
    takes_at_least(SHORT - ms(50), || client.expect_end());
}

/// RFC 9112 section 2.2: an empty line is no request, so there is nothing to be said about it.
#[test]
fn an_empty_line_on_an_idle_connection_is_no_request_that_could_be_late() {
    let running = serve(echo(), Timeouts { keep_alive: SHORT, head: SHORT, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.send([&tests::post("/", "abc")[..], b"\r\n"].concat());
    client.answer().expect(200, "abc");
    client.expect_end();
}

#[test]
fn each_request_renews_keep_alive() {
    let running = serve(echo(), Timeouts { keep_alive: ms(1_000), ..Timeouts::default() });
    let mut client = Client::connect(&running);
    for _ in 0..4 {
        client.ask(get("/")).expect(200, "");
        client.expect_silence(ms(400));
    }
}

/// After a refusal the client sees the response and the end of the stream at once; what it still sends is read off for a
/// while, and refused after that.
#[test]
fn linger_is_for_what_a_client_sends_behind_its_last_response() {
    let running = serve(echo(), Timeouts { linger: SHORT, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.send("nonsense\r\n\r\n");
    takes_at_least(SHORT - ms(50), || {
        assert_eq!(client.answer().status, 400);
        client.expect_end();
        while client.try_send("more") {
            thread::sleep(ms(5));
        }
    });
}

/// A handler is not timed: a response may take as long as it likes.
#[test]
fn no_timeout_is_for_handlers() {
    let slow = handler_fn(|_: &Request, _: &mut Body| {
        thread::sleep(ms(500));
        "done\n"
    });
    let timeouts = Timeouts { head: SHORT, body: SHORT, keep_alive: SHORT, write: SHORT, ..Timeouts::default() };
    let running = serve(slow, timeouts);
    let mut client = Client::connect(&running);
    client.ask(get("/")).expect(200, "done\n");
}

/// The response waits in memory, and nobody reads it.
#[test]
fn write_is_for_a_client_that_takes_no_byte_of_a_buffered_response() {
    let large = handler_fn(|_: &Request, _: &mut Body| vec![b'x'; 64 << 20]);
    let running = serve(large, Timeouts { write: SHORT, drain: PATIENCE * 2, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.send(get("/"));
    assert_eq!(client.head().status, 200);
    thread::sleep(SHORT * 3);
    // It is cut: what arrives is what the sockets had taken.
    let taken = tests::drain(client.stream()).unwrap_or(0);
    assert!(taken < 64 << 20, "{taken} bytes");
    let start = Instant::now();
    assert_eq!(running.stop().cut_connections, 0);
    assert!(start.elapsed() < PATIENCE, "nothing is left to wait for");
}

/// The response is written by its handler, which learns of it.
#[test]
fn write_is_for_a_client_that_takes_no_byte_of_a_streamed_response() {
    struct Streaming(mpsc::Sender<io::Error>);
    impl Handler for Streaming {
        fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            loop {
                if let Err(error) = response.write_all(&[b'x'; 100_000]) {
                    let kind = error.kind();
                    self.0.send(error).unwrap();
                    return Err(kind.into());
                }
            }
        }
    }
    let (sender, receiver) = mpsc::channel();
    let running = serve(Streaming(sender), Timeouts { write: SHORT, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.send(get("/"));
    takes_at_least(SHORT - ms(50), || {
        let error = receiver.recv_timeout(PATIENCE).unwrap();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    });
}

#[test]
fn a_client_that_reads_slowly_but_steadily_gets_all_of_a_response() {
    const LENGTH: usize = 12 << 20;
    let large = handler_fn(|_: &Request, _: &mut Body| vec![b'x'; LENGTH]);
    let running = serve(large, Timeouts { write: ms(500), ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.send(get("/"));
    assert_eq!(client.head().length(), Some(LENGTH));
    let mut left = LENGTH;
    while left > 0 {
        let step = left.min(1 << 20);
        client.take(step);
        left -= step;
        thread::sleep(ms(100));
    }
    client.send(get("/"));
    assert_eq!(client.head().status, 200);
}

/// Takes `rate` bytes a second for this long; the error that ends it, if one does.
fn take_slowly(client: &Client, rate: usize, duration: Duration) -> Option<io::Error> {
    let (start, mut taken) = (Instant::now(), 0);
    while start.elapsed() < duration {
        if let Some(error) = client.stream().take_error().unwrap() {
            return Some(error);
        }
        let due = start.elapsed().as_millis() as usize * rate / 1_000;
        match client.stream().read(&mut vec![0; due.saturating_sub(taken)]) {
            Ok(length) => taken += length,
            Err(error) => return Some(error),
        }
        thread::sleep(ms(10));
    }
    None
}

#[test]
fn a_client_that_does_not_keep_to_write_rate_is_reset() {
    let large = handler_fn(|_: &Request, _: &mut Body| vec![b'x'; 64 << 20]);
    let timeouts = Timeouts { write: ms(500), write_rate: 50 << 20, ..Timeouts::default() };
    let running = serve(large, timeouts);
    let mut client = Client::connect(&running);
    client.send(get("/"));
    // Some of it is taken all the time.
    let error = take_slowly(&client, 1 << 20, ms(5_000)).expect("a reset");
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
}

/// A read stops short at urgent data, and what stands behind it is told of by nobody.
#[test]
fn urgent_data_does_not_keep_a_connection_for_ever() {
    let running = serve(echo(), Timeouts { head: SHORT, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.send("GET / HTTP/1.1\r\nHo");
    rustix::net::send(client.stream(), b"X", rustix::net::SendFlags::OOB).unwrap();
    client.send("st: a\r\n\r\n");
    client.answer().expect(200, "");
    assert_eq!(running.stop().cut_connections, 0);
}

/// Writes on and on, whatever becomes of it, and tells what did.
struct Stubborn(mpsc::Sender<Vec<io::ErrorKind>>);

impl Handler for Stubborn {
    fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.end_headers()?;
        let written = (0..2_000).map(|_| response.write_all(&[b'v'; 0x8000]));
        self.0.send(written.filter_map(Result::err).map(|error| error.kind()).collect()).map_err(io::Error::other)
    }
}

#[test]
fn what_is_written_behind_a_write_that_failed_goes_nowhere() {
    let (sender, receiver) = mpsc::channel();
    let running = serve(Stubborn(sender), Timeouts { write: SHORT, ..Timeouts::default() });
    let mut client = Client::connect(&running);
    client.send(get("/"));
    let failures = receiver.recv_timeout(PATIENCE).unwrap();
    assert_eq!(failures[0], io::ErrorKind::TimedOut);
    assert!(failures[1..].iter().all(|kind| *kind == io::ErrorKind::BrokenPipe), "each would wait anew");
    let (mut received, mut stream) = (Vec::new(), client.stream());
    let end = stream.read_to_end(&mut received).expect_err("a reset, and no end");
    assert_eq!(end.kind(), io::ErrorKind::ConnectionReset);
    let content = received.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    let chunk = [&b"8000\r\n"[..], &[b'v'; 0x8000], b"\r\n"].concat();
    assert!(received[content..].chunks(chunk.len()).all(|part| chunk.starts_with(part)));
}

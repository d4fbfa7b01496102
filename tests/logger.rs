//! A logger that panics at every line, as one does that uses `println!` where nobody reads any more. It is the whole process's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::{Timeouts, handler_fn};
use log::{LevelFilter, Log, Metadata, Record};
use std::net::TcpStream;
use tests::{Client, address, ask, get, ms, serve_with};

struct Broken;

impl Log for Broken {
    fn enabled(&self, _: &Metadata) -> bool {
        true
    }

    fn log(&self, _: &Record) {
        std::panic::resume_unwind(Box::new("nobody reads this"));
    }

    fn flush(&self) {}
}

#[test]
fn a_logger_that_panics_costs_neither_an_answer_nor_a_thread() {
    log::set_logger(&Broken).unwrap();
    log::set_max_level(LevelFilter::Trace);
    let handler = handler_fn(|request: &Request, _: &mut Body| match request.path() {
        "/error" => Err(io::Error::other("broken")),
        _ => Ok("well\n"),
    });
    let running = serve_with(handler, |server| {
        server.threads(1..=2).timeouts(Timeouts { head: ms(200), keep_alive: ms(200), ..Timeouts::default() })
    });
    for _ in 0..10 {
        assert_eq!(ask(&running, get("/error")).status, 500);
    }
    ask(&running, get("/")).expect(200, "well\n");
    // The steward has something to say as well.
    let (mut half, mut idle) = (Client::connect(&running), Client::connect(&running));
    half.send("GET / HTTP/1.1\r\n");
    idle.ask(get("/")).expect(200, "well\n");
    assert_eq!(half.answer().status, 408);
    idle.expect_end();
    let address = address(&running);
    running.stop();
    assert!(TcpStream::connect(address).is_err());
}

//! A small answer allocates nothing: memory is kept from request to request.
//!
//! The only test of its program, for it counts what the whole process allocates.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::net::TcpStream;
use tests::{address, serve};

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[handler]
struct Small;

#[handler]
impl Small {
    #[get("/text/{number}")]
    fn text(&self, number: u32, #[query] loud: Option<bool>) -> &'static str {
        if number == 7 && loud == Some(true) { "SEVEN" } else { "seven" }
    }
}

const REQUESTS: usize = 2_000;

#[test]
fn a_small_answer_allocates_nothing() {
    let running = serve(Small);
    let mut client = TcpStream::connect(address(&running)).unwrap();
    client.set_nodelay(true).unwrap();
    let mut buffer = [0; 1024];
    for _ in 0..100 {
        exchange(&mut client, &mut buffer);
    }
    let region = Region::new(GLOBAL);
    for _ in 0..REQUESTS {
        exchange(&mut client, &mut buffer);
    }
    // The date is made anew once a second, and a thread that is called in has buffers of its own.
    let allocations = region.change().allocations;
    assert!(allocations < REQUESTS / 20, "{allocations} allocations for {REQUESTS} requests");
}

fn exchange(client: &mut TcpStream, buffer: &mut [u8]) {
    client.write_all(b"GET /text/7?loud=true HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    let length = client.read(buffer).unwrap();
    assert!(buffer[..length].ends_with(b"\r\n\r\nSEVEN"));
}

//! What a request allocates: for a small answer nothing, because memory is kept from request to request; for its path no more
//! where there are many routes.
//!
//! The tests of this program take turns, for they count what the whole process allocates.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use http_core::testing;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::net::TcpStream;
use std::sync::{Mutex, PoisonError};
use tests::{address, serve};

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

static TURN: Mutex<()> = Mutex::new(());

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
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
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

#[handler]
struct One;

#[handler]
impl One {
    #[get("/only")]
    fn only(&self) {}
}

/// Twelve routes at one place, which is more than are compared one by one.
#[handler]
struct Twelve;

#[handler]
impl Twelve {
    #[get("/a")]
    #[get("/b")]
    #[get("/c")]
    #[get("/d")]
    #[get("/e")]
    #[get("/f")]
    #[get("/g")]
    #[get("/h")]
    #[get("/i")]
    #[get("/j")]
    #[get("/k")]
    #[get("/l")]
    fn each(&self) {}
}

/// A client chooses how long a segment is, so it must not be decoded for each route.
#[test]
fn a_segment_with_escapes_is_decoded_once_however_many_routes_there_are() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let target = format!("/{}", "%41".repeat(1_000));
    let allocations = |client: testing::Client| {
        assert_eq!(client.get(&target).send().status(), StatusCode::NOT_FOUND);
        let region = Region::new(GLOBAL);
        assert_eq!(client.get(&target).send().status(), StatusCode::NOT_FOUND);
        region.change().allocations
    };
    assert_eq!(allocations(testing::Client::new(Twelve)), allocations(testing::Client::new(One)));
}

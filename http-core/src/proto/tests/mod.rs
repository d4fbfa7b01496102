//! Tests of the protocol core: tables of messages, each played whole, byte by byte and split at every place.
//!
//! What is received must never depend on how it was cut into packets, so every way of playing has to give the
//! same events.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod chunked;
mod fields;
mod framing;
mod limits;
mod lines;
mod pipelining;
mod properties;
mod repetition;
mod responses;
mod targets;

use super::{Bounds, Input, Receiver, RequestHead};
use crate::fuzzing::grammar::{self, is_tchar};
use crate::fuzzing::player::{play, shown};

/// Roomy enough for every table that is not about limits.
const BOUNDS: Bounds =
    Bounds { head: 4096, target: 1024, fields: 100, chunk_extensions: 4096, trailer: 4096, trailer_fields: 20 };

/// A name, what is received, and the events that this makes.
type Case<'c> = (&'c str, &'c [u8], &'c [&'c str]);

fn check(cases: &[Case<'_>]) {
    check_within(&BOUNDS, cases);
}

fn check_within(bounds: &Bounds, cases: &[Case<'_>]) {
    for (name, bytes, expected) in cases {
        assert_eq!(events_of_every_split(bytes, bounds), *expected, "{name}: {:?}", shown(bytes));
    }
}

/// The events of `bytes`, which have to be the same however they are cut.
fn events_of_every_split(bytes: &[u8], bounds: &Bounds) -> Vec<String> {
    let whole = play([bytes], bounds);
    assert_eq!(play(bytes.chunks(1), bounds), whole, "byte by byte: {:?}", shown(bytes));
    for place in 1..bytes.len() {
        let (start, end) = bytes.split_at(place);
        assert_eq!(play([start, end], bounds), whole, "split at {place}: {:?}", shown(bytes));
    }
    whole
}

/// The status that a message is refused with; `None` where it is taken.
fn refusal(bytes: &[u8], bounds: &Bounds) -> Option<u16> {
    let events = play([bytes], bounds);
    let status = events.last()?.strip_prefix("refused ")?.split(' ').next()?;
    Some(status.parse().expect("a status"))
}

/// A head, parsed; or the status it is refused with.
fn head(bytes: &[u8]) -> Result<RequestHead, u16> {
    let (mut receiver, mut input, mut head) = (Receiver::default(), Input::default(), RequestHead::default());
    input.extend(bytes);
    match receiver.head(&mut input, &mut head, &BOUNDS) {
        Ok(true) => Ok(head),
        Ok(false) => panic!("this head has no end: {}", shown(bytes)),
        Err(error) => Err(error.status().as_u16()),
    }
}

/// A request of these field lines, `Host` included.
fn request(line: &str, fields: &[&str]) -> Vec<u8> {
    let mut bytes = format!("{line}\r\nHost: a\r\n").into_bytes();
    for field in fields {
        bytes.extend_from_slice(field.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

//! Heads: request line and fields.

use super::cuts::every_cut;
use super::head_grammar::{self, Reading};
use super::player::{play, play_with};
use super::{request, usual_bounds};
use crate::Request;
use crate::proto::{Bounds, Framing, RequestHead};
use http::Version;

/// Limits that a small message reaches.
const NARROW: Bounds =
    Bounds { head: 200, target: 16, fields: 3, chunk_extensions: 4096, trailer: 4096, trailer_fields: 20 };

/// The events are the same however the bytes are cut and however often they come, and an accepted head says the same when
/// it is written anew.
pub fn head(bytes: &[u8]) {
    for bounds in [usual_bounds(), NARROW] {
        let mut head = RequestHead::default();
        let whole = play_with(&mut head, [bytes], &bounds);
        assert_eq!(play_with(&mut head, [bytes], &bounds), whole);
        for pieces in every_cut(bytes) {
            assert_eq!(play(pieces, &bounds), whole);
        }
    }
    let found = request(bytes);
    agrees(found.as_ref(), bytes);
    if let Some(request) = found {
        reads_back(&request);
        has_one_framing(&request);
        names_its_host(&request);
    }
}

/// A naive reading takes the same heads and finds the same in them.
fn agrees(found: Option<&Request>, bytes: &[u8]) {
    let bounds = usual_bounds();
    let expected = head_grammar::read(bytes);
    let is_within = |reading: &Reading<'_>| reading.fields.len() <= bounds.fields && bytes.len() <= bounds.target;
    if expected.as_ref().is_some_and(|reading| !is_within(reading)) {
        return;
    }
    let found = found.map(|request| Reading {
        method: request.method().as_str().as_bytes(),
        target: request.target().as_bytes(),
        fields: request.headers().iter().map(|(name, value)| (name.as_bytes(), value)).collect(),
        framing: request.head.framing(),
        is_persistent: request.head.is_persistent(),
        expects_continue: request.head.expects_continue(),
    });
    assert_eq!(found, expected, "{}", bytes.escape_ascii());
}

fn reads_back(accepted: &Request) {
    let written = write(accepted);
    let again = request(&written).unwrap_or_else(|| panic!("refused when written anew: {}", written.escape_ascii()));
    assert_eq!(write(&again), written);
    assert_eq!(again.method(), accepted.method());
    assert_eq!(again.path(), accepted.path());
    assert_eq!(again.query(), accepted.query());
    assert_eq!(again.version(), accepted.version());
    assert_eq!(again.head.framing(), accepted.head.framing());
    assert_eq!(again.head.is_persistent(), accepted.head.is_persistent());
    assert_eq!(again.head.expects_continue(), accepted.head.expects_continue());
}

fn write(request: &Request) -> Vec<u8> {
    let mut bytes = request.request_line().as_bytes().to_vec();
    for (name, value) in request.headers().iter() {
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value);
    }
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes
}

/// RFC 9112 section 6.3: what smuggling lives on has been refused.
fn has_one_framing(request: &Request) {
    let lengths: Vec<&[u8]> = request.head.values("content-length").collect();
    let codings: Vec<&[u8]> = request.head.values("transfer-encoding").collect();
    match request.head.framing() {
        Framing::Empty => assert!(lengths.is_empty() && codings.is_empty()),
        Framing::Length(length) => {
            assert!(lengths.len() == 1 && codings.is_empty());
            assert!(lengths[0].iter().all(u8::is_ascii_digit));
            assert_eq!(std::str::from_utf8(lengths[0]).unwrap().parse(), Ok(length));
        }
        Framing::Chunked => {
            assert!(lengths.is_empty() && codings.len() == 1);
            assert!(codings[0].eq_ignore_ascii_case(b"chunked"));
            assert_eq!(request.version(), Version::HTTP_11);
        }
    }
}

/// RFC 9112 section 3.2.
fn names_its_host(request: &Request) {
    let count = request.head.values("host").count();
    assert!(count == 1 || (count == 0 && request.version() == Version::HTTP_10));
}

//! What a head says never depends on the one before it, of which it may repeat all or a part.

use super::properties::near_http;
use super::{BOUNDS, Bounds, Input, Receiver, RequestHead};
use crate::fuzzing::player::{play, play_with, shown};
use proptest::prelude::*;

const LINES: &[&str] = &[
    "GET / HTTP/1.1",
    "GET / HTTP/1.0",
    "GET / HTTP/2.0",
    "HEAD / HTTP/1.1",
    "GET /a?b HTTP/1.1",
    "GET /%61 HTTP/1.1",
    "GET http://a/ HTTP/1.1",
    "GET http://b/ HTTP/1.1",
    "CONNECT a:1 HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "GET * HTTP/1.1",
    "GET  / HTTP/1.1",
    "",
];

const SECTIONS: &[&str] = &[
    "Host: a\r\n",
    "Host: b\r\n",
    "Host: a\r\nHost: a\r\n",
    "Host: a\r\nConnection: close\r\n",
    "Host: a\r\nConnection: keep-alive, upgrade\r\nUpgrade: x\r\n",
    "Host: a\r\nContent-Length: 2\r\n",
    "Host: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n",
    "Host: a\r\nTransfer-Encoding: chunked\r\n",
    "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n",
    "Host: a\r\nno colon\r\n",
    "",
];

fn heads() -> impl Iterator<Item = Vec<u8>> {
    let section = |line: &'static str| SECTIONS.iter().map(move |section| format!("{line}\r\n{section}\r\n").into());
    LINES.iter().flat_map(move |line| section(line))
}

/// All that a head says, or why it is refused.
fn meaning(head: &mut RequestHead, bytes: &[u8]) -> String {
    let (mut receiver, mut input) = (Receiver::default(), Input::default());
    input.extend(bytes);
    match receiver.head(&mut input, head, &BOUNDS) {
        Ok(is_complete) => format!("{is_complete} {head:?} {receiver:?} {:?}", shown(input.unread())),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn a_head_means_the_same_behind_any_other() {
    for first in heads() {
        for second in heads() {
            let mut head = RequestHead::default();
            meaning(&mut head, &first);
            let expected = meaning(&mut RequestHead::default(), &second);
            assert_eq!(meaning(&mut head, &second), expected, "{} behind {}", shown(&second), shown(&first));
        }
    }
}

/// Also where only its beginning has come, and where more has come than it.
#[test]
fn a_repeated_head_is_as_long_as_it_was() {
    let first = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    let mut head = RequestHead::default();
    meaning(&mut head, first);
    for length in 0..first.len() {
        assert_eq!(head.repetition(&first[..length]), None, "{}", shown(&first[..length]));
        assert_eq!(head.repetition_of_fields(&first[..length]), None, "{}", shown(&first[..length]));
    }
    assert_eq!(head.repetition(first), Some(first.len()));
    assert_eq!(head.repetition(&[first, &b"more"[..]].concat()), Some(first.len()));
    assert_eq!(head.repetition(b"GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n\r\n"), None);
    assert_eq!(RequestHead::default().repetition(b"\r\n\r\n"), None, "nothing is known, so nothing is repeated");
}

#[test]
fn fields_are_known_behind_another_line() {
    let mut head = RequestHead::default();
    meaning(&mut head, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    let other = b"GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
    assert_eq!(head.repetition(other), None);
    assert_eq!(head.repetition_of_fields(other), Some(other.len()));
    assert_eq!(head.repetition_of_fields(b"GET /b HTTP/1.1\nHost: a\r\n\r\n"), None, "that is no end of a line");
    assert_eq!(head.repetition_of_fields(b"GET /b HTTP/1.1\r\nHost: b\r\n\r\n"), None);
}

/// A longer line can make a head too large whose fields were not.
#[test]
fn a_head_whose_fields_are_known_is_no_larger_than_any_other() {
    let bounds = Bounds { head: 40, ..BOUNDS };
    let mut head = RequestHead::default();
    let fits = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    let too_large = b"GET /aaaaaaaaaaaaaaa HTTP/1.1\r\nHost: a\r\n\r\n";
    assert_eq!(too_large.len(), 42);
    assert_eq!(play_with(&mut head, [&fits[..]], &bounds), play([&fits[..]], &bounds));
    let events = play_with(&mut head, [&too_large[..]], &bounds);
    assert_eq!(events, ["refused 431 the head is too large"]);
}

#[test]
fn a_refused_head_is_refused_again() {
    let mut head = RequestHead::default();
    for refused in heads().filter(|bytes| matches!(super::refusal(bytes, &BOUNDS), Some(400..))) {
        let events = play([&refused[..]], &BOUNDS);
        for _ in 0..3 {
            assert_eq!(play_with(&mut head, [&refused[..]], &BOUNDS), events, "{}", shown(&refused));
        }
    }
}

proptest! {
    /// Of one stream of bytes behind the other, cut anywhere.
    #[test]
    fn what_came_before_changes_nothing(streams in prop::collection::vec(near_http(), 1..5), at in 0usize..80) {
        let mut head = RequestHead::default();
        for stream in &streams {
            let (start, end) = stream.split_at(at.min(stream.len()));
            let expected = play([&stream[..]], &BOUNDS);
            prop_assert_eq!(play_with(&mut head, [&stream[..]], &BOUNDS), expected.clone());
            prop_assert_eq!(play_with(&mut head, [start, end], &BOUNDS), expected);
        }
    }
}

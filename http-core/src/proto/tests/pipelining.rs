//! One request behind the other.

use super::{BOUNDS, Input, Receiver, RequestHead, check, events_of_every_split, request};
use crate::proto::Content;
use crate::proto::Lookahead;

const BAD_LINE: &str =
    "refused 400 the request line is not a method, a target and HTTP/1.1 with one space between them";

#[test]
fn each_request_ends_where_its_framing_says() {
    check(&[
        (
            "three of three kinds",
            b"GET /1 HTTP/1.0\r\n\r\nPOST /2 HTTP/1.0\r\nContent-Length: 2\r\n\r\nokPOST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nfoo\r\n3\r\nbar\r\n0\r\n\r\nGET /4 HTTP/1.0\r\n\r\n",
            &[
                "request GET /1 HTTP/1.0",
                "end",
                "request POST /2 HTTP/1.0",
                "field Content-Length: 2",
                "content 2 bytes ok",
                "end",
                "request POST /3 HTTP/1.1",
                "field Host: a",
                "field Transfer-Encoding: chunked",
                "content 6 bytes foobar",
                "end",
                "request GET /4 HTTP/1.0",
                "end",
            ],
        ),
        (
            "a second one that is malformed",
            b"GET /1 HTTP/1.0\r\n\r\nGET\r\n\r\n",
            &["request GET /1 HTTP/1.0", "end", BAD_LINE],
        ),
        (
            "content longer than it says is the next head",
            b"POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nxGET\r\n\r\n",
            &["request POST / HTTP/1.0", "field Content-Length: 1", "content 1 bytes x", "end", BAD_LINE],
        ),
        ("nothing", b"", &[]),
        ("a head without its end", b"GET / HTTP/1.1\r\nHost: a\r\n", &[]),
    ]);
}

/// A head is used again for the next request; nothing of the last one may be left in it.
#[test]
fn nothing_of_a_request_is_left_in_the_next() {
    let first = request(
        "POST /a?b HTTP/1.1",
        &["Connection: close, upgrade", "Upgrade: x", "Expect: 100-continue", "Content-Length: 1"],
    );
    let bytes =
        [&first[..], b"x", &request("GET http://a HTTP/1.1", &[]), &request("OPTIONS * HTTP/1.1", &[])].concat();
    let (mut receiver, mut input, mut head) = (Receiver::default(), Input::default(), RequestHead::default());
    input.extend(&bytes);
    assert_eq!(receiver.head(&mut input, &mut head, &BOUNDS), Ok(true));
    assert!(head.expects_continue() && !head.is_persistent() && head.offers_upgrade("x"));
    assert_eq!(receiver.skip_content(&mut input), Ok(true));
    assert_eq!(receiver.head(&mut input, &mut head, &BOUNDS), Ok(true));
    assert!(!head.expects_continue() && head.is_persistent() && !head.offers_upgrade("x"));
    assert_eq!((head.path(), head.query()), ("/", None));
    assert_eq!(receiver.content(&mut input, 1), Ok(Content::End));
    assert_eq!(receiver.head(&mut input, &mut head, &BOUNDS), Ok(true));
    assert_eq!((head.path(), head.query()), ("*", None));
}

#[test]
fn content_is_given_in_runs_no_longer_than_wanted() {
    let bytes = [&request("POST / HTTP/1.1", &["Transfer-Encoding: chunked"])[..], b"5\r\nhello\r\n0\r\n\r\n"].concat();
    for most in 1..8 {
        let (mut receiver, mut input, mut head) = (Receiver::default(), Input::default(), RequestHead::default());
        input.extend(&bytes);
        assert_eq!(receiver.head(&mut input, &mut head, &BOUNDS), Ok(true));
        let mut content = Vec::new();
        loop {
            match receiver.content(&mut input, most).expect("well-formed content") {
                Content::Data { data, taken } => {
                    assert!(data.len() <= most, "{} bytes where {most} were wanted", data.len());
                    content.extend_from_slice(&input.unread()[data]);
                    input.consume(taken);
                }
                Content::End => break,
                Content::Incomplete => panic!("all of it is there"),
            }
        }
        assert_eq!(content, b"hello");
        assert!(input.is_empty() && receiver.is_between_requests());
    }
}

/// The lookahead says that a content is complete with its last byte: not before, and not after.
#[test]
fn lookahead_sees_the_end_of_content_exactly() {
    let contents: [(&str, &[u8]); 4] = [
        ("Content-Length: 5", b"hello"),
        ("Content-Length: 0", b""),
        ("Transfer-Encoding: chunked", b"5;a=\"b\"\r\nhello\r\n0\r\nT: v\r\n\r\n"),
        ("Transfer-Encoding: chunked", b"0\r\n\r\n"),
    ];
    for (field, content) in contents {
        let (mut receiver, mut input, mut head) = (Receiver::default(), Input::default(), RequestHead::default());
        input.extend(&request("POST / HTTP/1.1", &[field]));
        assert_eq!(receiver.head(&mut input, &mut head, &BOUNDS), Ok(true));
        let mut lookahead = Lookahead::default();
        for byte in content {
            assert_eq!(lookahead.is_complete(&receiver, &input), Ok(false), "{field}");
            input.extend(&[*byte]);
        }
        assert_eq!(lookahead.is_complete(&receiver, &input), Ok(true), "{field}");
        assert_eq!(input.len(), content.len(), "looking takes nothing");
        assert_eq!(receiver.skip_content(&mut input), Ok(true));
    }
}

#[test]
fn lookahead_refuses_what_reading_would_refuse() {
    let (mut receiver, mut input, mut head) = (Receiver::default(), Input::default(), RequestHead::default());
    input.extend(&request("POST / HTTP/1.1", &["Transfer-Encoding: chunked"]));
    assert_eq!(receiver.head(&mut input, &mut head, &BOUNDS), Ok(true));
    input.extend(b"5\r\nhelloX");
    let refusal = Lookahead::default().is_complete(&receiver, &input);
    assert_eq!(refusal.expect_err("a chunk without its end").status(), 400);
}

#[test]
fn a_thousand_requests_in_one_piece_are_a_thousand_requests() {
    let bytes = b"GET / HTTP/1.0\r\n\r\n".repeat(1_000);
    let events = super::play([&bytes[..]], &BOUNDS);
    assert_eq!(events.len(), 2_000);
    assert_eq!(events_of_every_split(&bytes[..180], &BOUNDS).len(), 20);
}

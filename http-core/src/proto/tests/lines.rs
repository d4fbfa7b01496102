//! The request line, and how lines end (RFC 9112 sections 2.2 and 3).

use super::{BOUNDS, check, events_of_every_split, head, is_tchar, refusal, shown};
use http::Version;

const BAD_LINE: &str =
    "refused 400 the request line is not a method, a target and HTTP/1.1 with one space between them";
const BAD_VERSION: &str = "refused 400 the HTTP version is malformed";
const OTHER_VERSION: &str = "refused 505 this server speaks HTTP/1.0 and HTTP/1.1";
const BAD_END: &str = "refused 400 a line of the head does not end with CRLF";
const NO_FORM: &str = "refused 400 the request target has none of the four forms of RFC 9112";
const UNENCODED: &str = "refused 400 a character in the request target has to be percent-encoded";

#[test]
fn request_lines_are_taken_or_refused_as_rfc_9112_section_3_has_it() {
    check(&[
        ("the plainest", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", &["request GET / HTTP/1.1", "field Host: a", "end"]),
        ("HTTP/1.0 needs no Host", b"GET / HTTP/1.0\r\n\r\n", &["request GET / HTTP/1.0", "end"]),
        (
            "any token is a method",
            b"!#$%&'*+-.^_`|~aZ9 / HTTP/1.0\r\n\r\n",
            &["request !#$%&'*+-.^_`|~aZ9 / HTTP/1.0", "end"],
        ),
        ("methods have a case", b"get / HTTP/1.0\r\n\r\n", &["request get / HTTP/1.0", "end"]),
        ("a query", b"GET /x?y HTTP/1.0\r\n\r\n", &["request GET /x?y HTTP/1.0", "end"]),
        ("no method", b" / HTTP/1.1\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("a space too many before the target", b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", &[NO_FORM]),
        ("a space too many before the version", b"GET /  HTTP/1.1\r\nHost: a\r\n\r\n", &[UNENCODED]),
        ("a space behind the version", b"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("a word behind the version", b"GET / HTTP/1.1 x\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("a bare CR behind the version", b"GET / HTTP/1.1\rx\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("two CRs behind the version", b"GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("a bare CR in the target", b"GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", &[UNENCODED]),
        ("a tab before the target", b"GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("a tab before the version", b"GET /\tHTTP/1.1\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("whitespace before the method", b"\tGET / HTTP/1.1\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("a space in the target", b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", &[UNENCODED]),
        ("only a method", b"GET\r\n\r\n", &[BAD_LINE]),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", &[BAD_LINE]),
    ]);
}

#[test]
fn versions_are_exactly_http_slash_one_dot_digit() {
    check(&[
        ("0.9 has no version", b"GET /\r\n\r\n", &[BAD_LINE]),
        ("0.9 with a version", b"GET / HTTP/0.9\r\n\r\n", &[OTHER_VERSION]),
        ("2", b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", &[OTHER_VERSION]),
        ("HTTP/2's preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &[OTHER_VERSION]),
        ("9.9", b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", &[OTHER_VERSION]),
        ("two digits", b"GET / HTTP/1.10\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("two digits before the dot", b"GET / HTTP/11.1\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("no dot", b"GET / HTTP/11\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("no minor version", b"GET / HTTP/1\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        ("in lower case", b"GET / http/1.1\r\nHost: a\r\n\r\n", &[BAD_VERSION]),
        ("another protocol", b"GET / ICY/1.1\r\nHost: a\r\n\r\n", &[BAD_LINE]),
        (
            "a higher minor version goes as it came",
            b"GET / HTTP/1.2\r\nHost: a\r\n\r\n",
            &["request GET / HTTP/1.2", "field Host: a", "end"],
        ),
    ]);
}

#[test]
fn a_request_line_is_judged_before_the_rest_has_come() {
    let long = [b"GET /".as_slice(), &[b'a'; 1024], b" HTTP/1.1\r\n"].concat();
    check(&[
        ("what a person types", b"GET /\r\n", &[BAD_LINE]),
        ("another protocol", b"EHLO there\r\n", &[BAD_LINE]),
        ("another version", b"GET / HTTP/2.0\r\nHost", &[OTHER_VERSION]),
        ("no target", b"GET x HTTP/1.1\r\n", &[NO_FORM]),
        ("a long target", &long, &["refused 414 the request target is too long"]),
        ("behind an empty line", b"\r\nGET /\r\n", &[BAD_LINE]),
        ("behind a request", b"GET / HTTP/1.0\r\n\r\nGET /\r\nHost: a", &["request GET / HTTP/1.0", "end", BAD_LINE]),
        ("before a bad line", b"GET /\r\nHost: a\n", &[BAD_LINE]),
        ("a good one before a bad line", b"GET / HTTP/1.1\r\nHost: a\n", &[BAD_END]),
        ("one that ends badly itself", b"GET /\n", &[BAD_END]),
        ("a good one", b"GET / HTTP/1.1\r\nHost", &[]),
        ("one that has not come", b"GET /", &[]),
    ]);
}

#[test]
fn a_higher_minor_version_is_served_as_1_1() {
    for minor in 2..=9 {
        let served = head(format!("GET / HTTP/1.{minor}\r\nHost: a\r\n\r\n").as_bytes()).expect("a head");
        assert_eq!(served.version(), Version::HTTP_11);
        assert!(served.is_persistent());
    }
    let without_host = head(b"GET / HTTP/1.2\r\n\r\n");
    assert_eq!(without_host.expect_err("no Host"), 400);
}

#[test]
fn a_method_is_made_of_tchars_and_of_nothing_else() {
    for byte in u8::MIN..=u8::MAX {
        let bytes = [b"G", &[byte][..], b"T / HTTP/1.1\r\nHost: a\r\n\r\n"].concat();
        let expected = (!is_tchar(byte)).then_some(400);
        assert_eq!(refusal(&bytes, &BOUNDS), expected, "{}", shown(&bytes));
    }
}

#[test]
fn a_target_has_no_byte_that_needs_percent_encoding() {
    for byte in u8::MIN..=u8::MAX {
        let bytes = [b"GET /", &[byte][..], b"x HTTP/1.1\r\nHost: a\r\n\r\n"].concat();
        let is_fine = byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@/?".contains(&byte);
        let expected = (!is_fine).then_some(400);
        assert_eq!(refusal(&bytes, &BOUNDS), expected, "{}", shown(&bytes));
        let bytes = [b"GET /?", &[byte][..], b"x HTTP/1.1\r\nHost: a\r\n\r\n"].concat();
        // What browsers leave as it is in a query.
        let expected = (!is_fine && !b"[]{}|`".contains(&byte)).then_some(400);
        assert_eq!(refusal(&bytes, &BOUNDS), expected, "{}", shown(&bytes));
    }
    check(&[("a fragment", b"GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", &[UNENCODED])]);
}

/// Each CRLF of a head, made into what other programs take for an end of a line (smuggling by line ends).
#[test]
fn every_line_ends_with_crlf_and_nothing_else() {
    let lines = [&b"GET / HTTP/1.1"[..], b"Host: a", b"X: y", b"Z: w", b""];
    for (damaged, _) in lines.iter().enumerate() {
        for end in [&b"\r"[..], b"\n", b"\n\r", b"\r\r\n", b"\x0b", b"\x0c"] {
            let mut bytes = Vec::new();
            for (number, line) in lines.iter().enumerate() {
                bytes.extend_from_slice(line);
                bytes.extend_from_slice(if number == damaged { end } else { b"\r\n" });
            }
            // Where the end of the head itself is lost, what follows decides.
            bytes.extend_from_slice(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            let events = events_of_every_split(&bytes, &BOUNDS);
            let [event] = &events[..] else { panic!("line {damaged} ending with {end:?}: {events:?}") };
            assert!(event.starts_with("refused 400 "), "line {damaged} ending with {end:?}: {event}");
        }
    }
}

#[test]
fn a_bare_line_feed_is_refused_as_soon_as_it_comes() {
    check(&[
        ("in the request line", b"GET / HTTP/1.1\n", &[BAD_END]),
        ("first of all", b"\nGET / HTTP/1.1\r\n", &[BAD_END]),
        ("behind a field", b"GET / HTTP/1.1\r\nHost: a\n", &[BAD_END]),
        ("as the empty line", b"GET / HTTP/1.1\r\nHost: a\r\n\n", &[BAD_END]),
    ]);
}

#[test]
fn one_empty_line_before_a_request_is_ignored_and_a_second_is_not() {
    let events = &["request GET / HTTP/1.0", "end"];
    check(&[
        ("one", b"\r\nGET / HTTP/1.0\r\n\r\n", events),
        ("two", b"\r\n\r\nGET / HTTP/1.0\r\n\r\n", &[BAD_LINE]),
        ("the beginning of a second", b"\r\n\r", &[BAD_LINE]),
        ("a lonely CR", b"\rGET / HTTP/1.0\r\n\r\n", &[BAD_LINE]),
        ("a line of a space", b" \r\nGET / HTTP/1.0\r\n\r\n", &[BAD_LINE]),
        ("nothing else", b"\r\n", &[]),
        (
            "between two, as old browsers send it behind content",
            b"POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nx\r\nGET / HTTP/1.0\r\n\r\n",
            &[
                "request POST / HTTP/1.0",
                "field Content-Length: 1",
                "content 1 bytes x",
                "end",
                "request GET / HTTP/1.0",
                "end",
            ],
        ),
    ]);
}

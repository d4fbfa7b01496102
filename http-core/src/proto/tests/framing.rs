//! Where content ends: the rules of RFC 9112 section 6.3, by their numbers.

use super::{check, head, request};
use crate::proto::Framing;

/// Version, fields, and what ends the content.
fn check_framing(cases: &[(&str, &[&str], Result<Framing, u16>)]) {
    for (version, fields, expected) in cases {
        let found = head(&request(&format!("POST / HTTP/{version}"), fields)).map(|head| head.framing());
        assert_eq!(found, *expected, "HTTP/{version} {fields:?}");
    }
}

#[test]
fn rule_3_transfer_encoding_beside_content_length_is_refused() {
    check_framing(&[
        ("1.1", &["Transfer-Encoding: chunked", "Content-Length: 5"], Err(400)),
        ("1.1", &["Content-Length: 5", "Transfer-Encoding: chunked"], Err(400)),
        ("1.1", &["content-length: 0", "transfer-encoding: chunked"], Err(400)),
        ("1.1", &["Content-Length: x", "Transfer-Encoding: chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: gzip, chunked", "Content-Length: 5"], Err(400)),
        ("1.0", &["Transfer-Encoding: chunked", "Content-Length: 5"], Err(400)),
    ]);
}

#[test]
fn rule_4_transfer_encoding_is_chunked_once_and_in_http_1_1_only() {
    check_framing(&[
        ("1.1", &["Transfer-Encoding: chunked"], Ok(Framing::Chunked)),
        ("1.1", &["transfer-encoding: CHUNKED"], Ok(Framing::Chunked)),
        ("1.1", &["Transfer-Encoding:\t chunked \t"], Ok(Framing::Chunked)),
        ("1.2", &["Transfer-Encoding: chunked"], Ok(Framing::Chunked)),
        ("1.0", &["Transfer-Encoding: chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding:"], Err(400)),
        ("1.1", &["Transfer-Encoding: ,"], Err(400)),
        ("1.1", &["Transfer-Encoding: identity"], Err(400)),
        ("1.1", &["Transfer-Encoding: gzip"], Err(400)),
        ("1.1", &["Transfer-Encoding: xchunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: chunkedx"], Err(400)),
        ("1.1", &["Transfer-Encoding: \"chunked\""], Err(400)),
        ("1.1", &["Transfer-Encoding: chunked;q=1"], Err(400)),
        ("1.1", &["Transfer-Encoding: x chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: ,chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: chunked,"], Err(400)),
        ("1.1", &["Transfer-Encoding: chunked, chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: chunked, gzip"], Err(400)),
        ("1.1", &["Transfer-Encoding: g@ip, chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: gzip, chunked, chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: gzip", "Transfer-Encoding: chunked"], Err(400)),
        ("1.1", &["Transfer-Encoding: chunked", "transfer-encoding: x"], Err(400)),
        // Well-formed, and not spoken here (RFC 9112 section 6.1).
        ("1.1", &["Transfer-Encoding: gzip, chunked"], Err(501)),
        ("1.1", &["Transfer-Encoding: a, b ,chunked"], Err(501)),
    ]);
}

#[test]
fn rule_5_an_invalid_or_repeated_content_length_is_refused() {
    check_framing(&[
        ("1.1", &["Content-Length: 5", "Content-Length: 5"], Err(400)),
        ("1.1", &["Content-Length: 5", "content-length: 6"], Err(400)),
        ("1.1", &["Content-Length: 5", "Content-Length: 5", "Content-Length: 5"], Err(400)),
        ("1.0", &["Content-Length: 5", "Content-Length: 6"], Err(400)),
        ("1.1", &["Content-Length: 5, 5"], Err(400)),
        ("1.1", &["Content-Length: 5,"], Err(400)),
        ("1.1", &["Content-Length:"], Err(400)),
        ("1.1", &["Content-Length: +5"], Err(400)),
        ("1.1", &["Content-Length: -5"], Err(400)),
        ("1.1", &["Content-Length: -0"], Err(400)),
        ("1.1", &["Content-Length: 0x5"], Err(400)),
        ("1.1", &["Content-Length: 5e1"], Err(400)),
        ("1.1", &["Content-Length: 5.0"], Err(400)),
        ("1.1", &["Content-Length: 5 5"], Err(400)),
        ("1.1", &["Content-Length: 1_0"], Err(400)),
        ("1.1", &["Content-Length: \"5\""], Err(400)),
        ("1.1", &["Content-Length: ５"], Err(400)),
        ("1.1", &["Content-Length: 9223372036854775808"], Err(413)),
        ("1.1", &["Content-Length: 18446744073709551616"], Err(413)),
        ("1.1", &["Content-Length: 99999999999999999999999999999999999999999"], Err(413)),
    ]);
}

#[test]
fn rule_6_a_valid_content_length_is_the_length() {
    check_framing(&[
        ("1.1", &["Content-Length: 0"], Ok(Framing::Length(0))),
        ("1.1", &["Content-Length: 5"], Ok(Framing::Length(5))),
        ("1.0", &["Content-Length: 5"], Ok(Framing::Length(5))),
        ("1.1", &["CONTENT-LENGTH:\t 5 \t"], Ok(Framing::Length(5))),
        ("1.1", &["Content-Length: 0000000000000000000000000005"], Ok(Framing::Length(5))),
        ("1.1", &["Content-Length: 9223372036854775807"], Ok(Framing::Length(i64::MAX as u64))),
        ("1.1", &["Content-Lengths: 5"], Ok(Framing::Empty)),
        ("1.1", &["X-Content-Length: 5"], Ok(Framing::Empty)),
    ]);
    check(&[
        (
            "all of it",
            b"POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello",
            &["request POST / HTTP/1.0", "field Content-Length: 5", "content 5 bytes hello", "end"],
        ),
        (
            "a part of it",
            b"POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhell",
            &["request POST / HTTP/1.0", "field Content-Length: 5"],
        ),
        (
            "GET has some too",
            b"GET / HTTP/1.0\r\nContent-Length: 1\r\n\r\n\n",
            &["request GET / HTTP/1.0", "field Content-Length: 1", "content 1 bytes \\n", "end"],
        ),
    ]);
}

#[test]
fn rule_7_without_either_there_is_no_content() {
    check_framing(&[("1.1", &[], Ok(Framing::Empty)), ("1.0", &[], Ok(Framing::Empty))]);
    check(&[(
        "what follows is the next request",
        b"POST / HTTP/1.0\r\n\r\nhello",
        &["request POST / HTTP/1.0", "end"],
    )]);
}

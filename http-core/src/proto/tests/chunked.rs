//! The chunked transfer coding (RFC 9112 section 7.1).

use super::grammar::{self, Reading};
use super::{BOUNDS, check, events_of_every_split, play, request, shown};
use crate::fuzzing::player::Player;

const REQUEST: &str = "request POST / HTTP/1.1";
const BAD_SIZE: &str = "refused 400 a chunk size is not a hexadecimal number";
const BAD_EXTENSION: &str = "refused 400 a chunk extension is malformed";
const BAD_END: &str = "refused 400 a chunk does not end with CRLF";
const BAD_TRAILER: &str = "refused 400 a trailer field is malformed";
const MANY_DIGITS: &str = "refused 400 a chunk size has too many digits";
const TOO_LARGE: &str = "refused 413 a chunk size is too large";

fn post(content: &[u8]) -> Vec<u8> {
    [&request("POST / HTTP/1.1", &["Transfer-Encoding: chunked"])[..], content].concat()
}

/// What comes of a chunked content, without the events of its head.
fn events(content: &[u8]) -> Vec<String> {
    let events = events_of_every_split(&post(content), &BOUNDS);
    assert_eq!(events[..3], [REQUEST, "field Host: a", "field Transfer-Encoding: chunked"]);
    events[3..].to_vec()
}

fn check_contents(cases: &[(&str, &[u8], &[&str])]) {
    for (name, content, expected) in cases {
        assert_eq!(events(content), *expected, "{name}: {}", shown(content));
    }
}

#[test]
fn chunks_are_put_together() {
    check_contents(&[
        ("none", b"0\r\n\r\n", &["end"]),
        ("one", b"5\r\nhello\r\n0\r\n\r\n", &["content 5 bytes hello", "end"]),
        ("two", b"3\r\nfoo\r\n3\r\nbar\r\n0\r\n\r\n", &["content 6 bytes foobar", "end"]),
        ("CRLF in a chunk", b"4\r\n\r\n\r\n\r\n0\r\n\r\n", &["content 4 bytes \\r\\n\\r\\n", "end"]),
        ("hexadecimal", b"a\r\n0123456789\r\n0\r\n\r\n", &["content 10 bytes 0123456789", "end"]),
        ("in upper case", b"A\r\n0123456789\r\n0\r\n\r\n", &["content 10 bytes 0123456789", "end"]),
        ("zeros before", b"0000000000000001\r\nx\r\n0\r\n\r\n", &["content 1 bytes x", "end"]),
        ("many zeros at the end", b"1\r\nx\r\n0000000000000000\r\n\r\n", &["content 1 bytes x", "end"]),
        ("not finished", b"5\r\nhello\r\n", &[]),
        ("not finished behind the last chunk", b"0\r\n", &[]),
    ]);
}

#[test]
fn chunk_sizes_are_hexadecimal_and_cannot_overflow() {
    check_contents(&[
        ("nothing", b"\r\nx", &[BAD_SIZE]),
        ("a sign", b"+1\r\nx\r\n0\r\n\r\n", &[BAD_SIZE]),
        ("a negative one", b"-1\r\nx\r\n0\r\n\r\n", &[BAD_SIZE]),
        ("a prefix", b"0x1\r\nx\r\n0\r\n\r\n", &[BAD_SIZE]),
        ("no digit", b"g\r\n", &[BAD_SIZE]),
        ("an underscore", b"1_0\r\n", &[BAD_SIZE]),
        ("a space before", b" 1\r\nx\r\n", &[BAD_SIZE]),
        ("a space behind", b"1 \r\nx\r\n", &[BAD_EXTENSION]),
        ("a NUL", b"1\0\r\n", &[BAD_SIZE]),
        ("the largest", b"7fffffffffffffff\r\n", &[]),
        ("one more", b"8000000000000000\r\n", &[TOO_LARGE]),
        ("all bits", b"ffffffffffffffff\r\n", &[TOO_LARGE]),
        ("around the corner", b"10000000000000000\r\n", &[MANY_DIGITS]),
        ("around the corner to one", b"10000000000000001\r\nx\r\n0\r\n\r\n", &[MANY_DIGITS]),
        ("zeros without end", b"00000000000000000\r\n", &[MANY_DIGITS]),
        ("a second one", b"1\r\nx\r\n8000000000000000\r\n", &["content 1 bytes x", TOO_LARGE]),
    ]);
}

#[test]
fn chunks_end_with_crlf_and_nothing_else() {
    check_contents(&[
        ("a bare LF behind the size", b"1\nx\r\n0\r\n\r\n", &[BAD_SIZE]),
        ("a bare CR behind the size", b"1\rx\r\n0\r\n\r\n", &[BAD_EXTENSION]),
        ("two CR behind the size", b"1\r\r\nx\r\n", &[BAD_EXTENSION]),
        ("a bare LF behind the data", b"1\r\nx\n0\r\n\r\n", &["content 1 bytes x", BAD_END]),
        ("nothing behind the data", b"1\r\nx0\r\n\r\n", &["content 1 bytes x", BAD_END]),
        ("a bare CR behind the data", b"1\r\nx\r0\r\n\r\n", &["content 1 bytes x", BAD_END]),
        ("data longer than it says", b"1\r\nxy\r\n0\r\n\r\n", &["content 1 bytes x", BAD_END]),
        ("a bare LF at the end", b"0\r\n\n", &[BAD_TRAILER]),
        ("a bare CR at the end", b"0\r\n\rx", &[BAD_END]),
        ("the last chunk with a bare LF", b"0\n\r\n", &[BAD_SIZE]),
    ]);
}

#[test]
fn chunk_extensions_are_checked_and_dropped() {
    let fine: [&[u8]; 14] = [
        b"",
        b";a",
        b";a=b",
        b";a;b",
        b";a\t;b",
        b";a=b;c=d",
        b" ; a = b",
        b"\t;\ta\t=\tb",
        b";a=\"\"",
        b";a=\"b;c=\t\\\"d\"",
        b";a=\"\xff\"",
        b";a=\"\\\xff\"",
        b";a=\"b\" ;c",
        b";!#$%&'*+-.^_`|~=1",
    ];
    for extension in fine {
        let content = [b"1", extension, b"\r\nx\r\n0", extension, b"\r\n\r\n"].concat();
        assert_eq!(events(&content), ["content 1 bytes x", "end"], "{}", shown(&content));
    }
    let broken: [&[u8]; 16] = [
        b";",
        b"; ",
        b";=b",
        b";a=",
        b";a= ",
        b";a=b c",
        b";a b",
        b";a=\"b",
        b";a=\"b\"c",
        b";a=b=c",
        b";;a",
        b";a ",
        b";a=\"\x00\"",
        b";a=\"\x7f\"",
        b";a=\"\\\x01\"",
        b";a\n",
    ];
    for extension in broken {
        let content = [b"1", extension, b"\r\nx\r\n0\r\n\r\n"].concat();
        let events = events(&content);
        assert!(events.len() == 1 && events[0].starts_with("refused 400 "), "{}: {events:?}", shown(&content));
    }
}

#[test]
fn trailer_fields_are_checked_and_dropped() {
    check_contents(&[
        ("one", b"0\r\nA: b\r\n\r\n", &["end"]),
        ("several", b"1\r\nx\r\n0\r\nA: b\r\nB:\r\nC: \xff\t\r\n\r\n", &["content 1 bytes x", "end"]),
        ("a length has no say any more", b"0\r\nContent-Length: 5\r\n\r\n", &["end"]),
        ("a space before the colon", b"0\r\nA : b\r\n\r\n", &[BAD_TRAILER]),
        ("no colon", b"0\r\nA\r\n\r\n", &[BAD_TRAILER]),
        ("no name", b"0\r\n: b\r\n\r\n", &[BAD_TRAILER]),
        ("folded", b"0\r\nA: b\r\n c\r\n\r\n", &[BAD_TRAILER]),
        ("a bare LF", b"0\r\nA: b\n\r\n", &[BAD_TRAILER]),
        ("a bare CR", b"0\r\nA: b\rc\r\n\r\n", &[BAD_TRAILER]),
        ("a NUL", b"0\r\nA: \0\r\n\r\n", &[BAD_TRAILER]),
        ("a request", b"0\r\nGET / HTTP/1.1\r\n\r\n", &[BAD_TRAILER]),
    ]);
}

#[test]
fn extensions_and_trailers_without_end_are_refused() {
    let name = [b'a'; 5_000];
    let cases = [
        ("one extension", [b"1;", &name[..3_000], b"\r\nx\r\n0\r\n\r\n"].concat(), None),
        ("a long extension", [b"1;", &name[..]].concat(), Some("refused 400 the chunk extensions are too large")),
        (
            "many short ones",
            b"1;abcdefghijklmnopqrstuvwxyz\r\nx\r\n".repeat(200),
            Some("refused 400 the chunk extensions are too large"),
        ),
        ("one trailer", [b"0\r\n", &name[..3_000], b": b\r\n\r\n"].concat(), None),
        ("a long trailer", [b"0\r\n", &name[..]].concat(), Some("refused 431 the trailer section is too large")),
        ("20 trailers", [b"0\r\n", &b"A: b\r\n".repeat(20)[..], b"\r\n"].concat(), None),
        (
            "21 trailers",
            [b"0\r\n", &b"A: b\r\n".repeat(21)[..], b"\r\n"].concat(),
            Some("refused 431 the trailer section is too large"),
        ),
    ];
    for (name, content, refusal) in cases {
        let bytes = post(&content);
        let whole = play([&bytes[..]], &BOUNDS);
        assert_eq!(play(bytes.chunks(1), &BOUNDS), whole, "{name}");
        assert_eq!(whole.last().map(String::as_str), Some(refusal.unwrap_or("end")), "{name}");
    }
}

#[test]
fn a_request_behind_chunked_content_is_found() {
    check(&[(
        "right behind the trailers",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\nGET / HTTP/1.0\r\n\r\n",
        &[
            REQUEST,
            "field Host: a",
            "field Transfer-Encoding: chunked",
            "content 1 bytes x",
            "end",
            "request GET / HTTP/1.0",
            "end",
        ],
    )]);
}

/// What the decoder makes of a content, in the grammar's terms.
fn decoded(content: &[u8]) -> Reading {
    let mut player = Player::default();
    let bytes = post(content);
    player.input.extend(&bytes);
    let mut received = Vec::new();
    while !player.is_over {
        if !player.step(&BOUNDS) {
            break;
        }
        if !player.content.is_empty() {
            received.append(&mut player.content);
        }
        if !player.is_in_content && !player.events.is_empty() {
            return Reading::Complete(received, content.len() - player.input.len());
        }
    }
    if player.is_over { Reading::Invalid } else { Reading::Unfinished }
}

/// Every byte of a few small contents, replaced by each of the 256 there are, removed, and doubled: what the grammar
/// of RFC 9112 takes is taken, and nothing else.
#[test]
fn exactly_what_the_grammar_allows_passes() {
    let contents: [&[u8]; 5] = [
        b"3\r\nabc\r\n0\r\n\r\n",
        b"1;a=b\r\nx\r\n0\r\n\r\n",
        b"2 ; a = \"b\\\"c\" ; d\r\nxy\r\n0\r\nA: b\r\n\r\n",
        b"1\r\nx\r\n1\r\ny\r\n0;z\r\nT:\r\nU: v w\r\n\r\n",
        b"0010\r\n0123456789abcdef\r\n00\r\n\r\n",
    ];
    for content in contents {
        assert!(matches!(grammar::read(content), Reading::Complete(_, taken) if taken == content.len()));
        for place in 0..content.len() {
            for byte in u8::MIN..=u8::MAX {
                let mut replaced = content.to_vec();
                replaced[place] = byte;
                assert_eq!(decoded(&replaced), grammar::read(&replaced), "{}", shown(&replaced));
                let mut inserted = content.to_vec();
                inserted.insert(place, byte);
                assert_eq!(decoded(&inserted), grammar::read(&inserted), "{}", shown(&inserted));
            }
            let mut removed = content.to_vec();
            removed.remove(place);
            assert_eq!(decoded(&removed), grammar::read(&removed), "{}", shown(&removed));
        }
    }
}

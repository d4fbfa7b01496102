//! The properties, tried with random messages and with all of the corpus in `fuzz/corpus`.

use super::{chunked, connection, content, cookie, head, query, target};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::path::Path;

type Property = fn(&[u8]);

#[test]
fn the_corpus_holds() {
    let targets: [(&str, Property); 7] = [
        ("chunked", chunked),
        ("connection", connection),
        ("content", content),
        ("cookie", cookie),
        ("head", head),
        ("query", query),
        ("target", target),
    ];
    for (name, property) in targets {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
        let files: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.unwrap().path()).collect();
        assert!(files.len() >= 10, "the corpus of {name} is too small to mean anything");
        for file in files {
            property(&std::fs::read(file).unwrap());
        }
    }
}

/// Words and bytes in a row: gets further into a parser than bytes alone do.
fn made_of(words: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        6 => select(words).prop_map(|word| word.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(word, 0..20).prop_map(|words| words.concat())
}

const HEAD: &[&str] = &[
    "GET ",
    "HEAD ",
    "POST ",
    "OPTIONS ",
    "BREW ",
    "/ ",
    "* ",
    "/a?b ",
    "http://a/ ",
    "HTTP/1.1",
    "HTTP/1.0",
    "HTTP/1.2",
    "HTTP/2.0",
    "\r\n",
    "\r\n",
    "\r\n",
    "\r\n\r\n",
    "\n",
    "\r",
    " ",
    "\t",
    ":",
    "Host: a\r\n",
    "Host: b\r\n",
    "Connection: close\r\n",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n",
];

/// One thing of each kind.
fn nearly_good() -> impl Strategy<Value = (&'static str, &'static str, &'static str, &'static str)> {
    let start = select(&["", "", "\r\n"][..]);
    let end = select(&["\r\n", "\r\nHost: a\r\n\r\n", "A: b\r\n\r\n", "\r\nGET"][..]);
    (start, select(GOOD_LINES), select(GOOD_FIELDS), end)
}

const GOOD_LINES: &[&str] = &[
    "GET / HTTP/1.1",
    "GET / HTTP/1.0",
    "GET /a%2Fb?c=d[] HTTP/1.1",
    "GET http://a HTTP/1.1",
    "GET HTTPS://a:80/b?c HTTP/1.0",
    "GET http://[::1]:8/ HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "CONNECT a:80 HTTP/1.1",
    "CONNECT [::1]:80 HTTP/1.0",
];

const GOOD_FIELDS: &[&str] = &[
    "",
    "Host: a\r\n",
    "Host: A\r\n",
    "Host: [::1]:8\r\n",
    "Host: a%2Fb:\r\n",
    "Host:\ta \r\nContent-Length: 007\r\n",
    "Host: a\r\nContent-Length: 9223372036854775807\r\n",
    "Host: a\r\nContent-Length: 9223372036854775808\r\n",
    "Host: a\r\nTransfer-Encoding: Chunked\r\n",
    "Host: a\r\nTransfer-Encoding: chunked, chunked\r\n",
    "Host: a\r\nConnection: a,, close\r\nConnection:\r\n",
    "Host: a\r\nConnection: Keep-Alive\r\nA: \x7f\r\n",
    "Host: a\r\nExpect: 100-Continue,\r\nContent-Length: 1\r\n",
    "Host: a\r\nExpect:\r\nContent-Length: 1\r\n",
];

const FIELDS: &[&str] = &[
    "Host: a\r\n",
    "Host: b\r\n",
    "Connection: close\r\n",
    "Content-Length: 3\r\n",
    "Content-Length: +3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: x, chunked\r\n",
    "Expect: 100-continue\r\n",
    "A: b\r\n",
    "A",
    " ",
    ":",
    "\r\n",
];

const CHUNKED: &[&str] = &[
    "0\r\n\r\n",
    "0\r\n",
    "1\r\n",
    "3\r\nabc\r\n",
    "a\r\n0123456789\r\n",
    "00000000",
    "ffffffffffffffff",
    "\r\n",
    "\r",
    "\n",
    ";",
    ";a",
    "=",
    "b",
    "\"",
    "\\",
    " ",
    "\t",
    "A: b\r\n",
    ":",
    "x",
    "1;a=\"\\\"\"\r\nx\r\n",
];

const TARGET: &[&str] = &[
    "/", "/", "/", "\"", "*", "a", "b", "?", "%", "%2F", "%2f", "%00", "%C3%A9", "%FF", "..", ".", "http://",
    "https://", "HTTP://", ":", "80", "[::1]", "[", "]", "@", "#", " ", "a.b",
];

const QUERY: &[&str] =
    &["a", "b", "=", "=", "&", "&", "+", "%", "%61", "%C3%A9", "%C3", "%00", "%FF", "%zz", ";", " ", "é"];

const COOKIE: &[&str] = &["a", "a=", "b", "=", "=", ";", ";", "; ", "\"", " ", "\t", ",", "c d", "\r\nCookie: a="];

const CONNECTION: &[&str] = &[
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /stream HTTP/1.0\r\n\r\n",
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "GET /fail HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",
    "POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n",
    "POST /part HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST /ignore HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n",
    "abc",
    "abcdef",
    "0\r\n\r\n",
    "3\r\nabc\r\n",
    "6;a=b\r\nabcdef\r\n",
    "fffff\r\n",
    "\r\n",
    "x",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn heads(bytes in made_of(HEAD)) {
        head(&bytes);
    }

    #[test]
    fn fields(bytes in made_of(FIELDS)) {
        head(&[b"POST / HTTP/1.1\r\n", &bytes[..], b"\r\n"].concat());
    }

    #[test]
    fn heads_that_are_nearly_good((start, line, field, end) in nearly_good(), places in vec(any::<u16>(), 0..3), byte in any::<u8>()) {
        let mut bytes = [start, line, "\r\n", field, end].concat().into_bytes();
        for place in places {
            let place = usize::from(place) % bytes.len();
            bytes[place] = byte;
            head(&bytes);
        }
        head(&bytes);
    }

    #[test]
    fn contents(bytes in prop_oneof![made_of(CHUNKED), vec(any::<u8>(), 0..100)]) {
        content(&bytes);
    }

    #[test]
    fn chunked_contents(bytes in made_of(CHUNKED)) {
        chunked(&bytes);
    }

    #[test]
    fn targets(bytes in made_of(TARGET)) {
        target(&bytes);
    }

    #[test]
    fn queries(bytes in made_of(QUERY)) {
        query(&bytes);
    }

    #[test]
    fn cookies(bytes in made_of(COOKIE)) {
        cookie(&bytes);
    }

    #[test]
    fn connections(bytes in made_of(CONNECTION)) {
        connection(&bytes);
    }
}

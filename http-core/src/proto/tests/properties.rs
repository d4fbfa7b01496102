//! What holds for every message, tried with random ones.

use super::grammar::{self, Reading};
use super::{BOUNDS, Bounds, play, request};
use crate::proto::{
    Framing, NamedFields, Persistence, ResponseFraming, ServerName, StatusLineAndFields, encode_chunk_head,
    encode_head, encode_last_chunk,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use proptest::collection::vec;
use proptest::prelude::*;

/// Cuts `bytes` at these places, taken as parts of its length.
fn cut<'b>(bytes: &'b [u8], places: &[u16]) -> Vec<&'b [u8]> {
    let mut places: Vec<usize> = places.iter().map(|place| bytes.len() * usize::from(*place) / 65_536).collect();
    places.sort_unstable();
    let ends = places.iter().copied().chain([bytes.len()]);
    let starts = [0].into_iter().chain(places.iter().copied());
    starts.zip(ends).map(|(start, end)| &bytes[start..end]).collect()
}

fn chunked(chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut output = Vec::new();
    for chunk in chunks {
        encode_chunk_head(&mut output, chunk.len());
        output.extend_from_slice(chunk);
        output.extend_from_slice(b"\r\n");
    }
    encode_last_chunk(&mut output);
    output
}

#[derive(Debug, Clone)]
enum Message {
    Plain,
    Length(Vec<u8>),
    Chunks(Vec<Vec<u8>>),
}

impl Message {
    fn to_bytes(&self, path: &str, fields: &[(String, String)]) -> Vec<u8> {
        let mut lines: Vec<String> = fields.iter().map(|(name, value)| format!("X-{name}: {value}")).collect();
        let content = match self {
            Self::Plain => Vec::new(),
            Self::Length(content) => {
                lines.push(format!("Content-Length: {}", content.len()));
                content.clone()
            }
            Self::Chunks(chunks) => {
                lines.push("Transfer-Encoding: chunked".to_owned());
                chunked(chunks)
            }
        };
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        [request(&format!("POST /{path} HTTP/1.1"), &lines), content].concat()
    }

    fn content(&self) -> Vec<u8> {
        match self {
            Self::Plain => Vec::new(),
            Self::Length(content) => content.clone(),
            Self::Chunks(chunks) => chunks.concat(),
        }
    }
}

fn message() -> impl Strategy<Value = Message> {
    let bytes = || vec(any::<u8>(), 0..40);
    prop_oneof![
        Just(Message::Plain),
        bytes().prop_map(Message::Length),
        vec(vec(any::<u8>(), 1..40), 0..5).prop_map(Message::Chunks),
    ]
}

fn exchange() -> impl Strategy<Value = (Message, String, Vec<(String, String)>)> {
    (message(), "[a-z/]{0,12}", vec(("[a-z]{1,8}", "[!-~]{0,12}"), 0..5))
}

/// Bytes that get further into the parser than random ones do.
pub(super) fn near_http() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "GET", "POST", " ", " ", "/", "/a?b", "HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "\r\n", "\r\n", "\r\n", "\r\n\r\n",
            "Host: a", "Host", ":", "Content-Length: 3", "Transfer-Encoding: chunked", "3", "abc", "0", ";", "\"", "\r",
            "\n", "\t", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        ])
        .prop_map(|word| word.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(word, 0..24).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_content_length_is_digits_and_fits_into_63_bits(value in "[ \t]{0,2}[0-9+,. \tx-]{0,22}[ \t]{0,2}") {
        let found = super::head(&request("POST / HTTP/1.1", &[&format!("Content-Length: {value}")]));
        let trimmed = value.trim_matches([' ', '\t']);
        let is_digits = !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit());
        let expected = match trimmed.parse::<u128>() {
            Ok(length) if is_digits && length <= i64::MAX as u128 => Ok(Framing::Length(length as u64)),
            _ if is_digits => Err(413),
            _ => Err(400),
        };
        prop_assert_eq!(found.map(|head| head.framing()), expected);
    }

    #[test]
    fn any_63_bit_number_is_a_content_length(length in 0..=i64::MAX as u64) {
        let head = super::head(&request("POST / HTTP/1.1", &[&format!("Content-Length: {length}")]));
        prop_assert_eq!(head.map(|head| head.framing()), Ok(Framing::Length(length)));
    }

    #[test]
    fn pipelined_messages_are_the_same_however_they_are_cut(
        exchanges in vec(exchange(), 1..5),
        places in vec(any::<u16>(), 0..12),
    ) {
        let mut expected = Vec::new();
        let mut bytes = Vec::new();
        for (message, path, fields) in &exchanges {
            bytes.extend(message.to_bytes(path, fields));
            expected.push(format!("request POST /{path} HTTP/1.1"));
            expected.extend((!message.content().is_empty()).then(|| {
                let content = message.content();
                format!("content {} bytes {}", content.len(), content.escape_ascii())
            }));
            expected.push("end".to_owned());
        }
        let found = play(cut(&bytes, &places), &BOUNDS);
        let without_fields: Vec<_> = found.iter().filter(|event| !event.starts_with("field ")).cloned().collect();
        prop_assert_eq!(without_fields, expected);
        prop_assert_eq!(play([&bytes[..]], &BOUNDS), found);
    }

    #[test]
    fn garbage_never_panics_and_is_the_same_however_it_is_cut(
        bytes in prop_oneof![near_http(), vec(any::<u8>(), 0..300)],
        places in vec(any::<u16>(), 0..6),
        head in prop_oneof![Just(4096_usize), 16..200_usize],
        fields in 0..4_usize,
    ) {
        let bounds = Bounds { head, target: 8, fields, ..BOUNDS };
        let whole = play([&bytes[..]], &bounds);
        prop_assert_eq!(&play(bytes.chunks(1), &bounds), &whole);
        prop_assert_eq!(&play(cut(&bytes, &places), &bounds), &whole);
    }

    #[test]
    fn decoding_chunks_gives_what_was_encoded(
        chunks in vec(vec(any::<u8>(), 1..300), 0..8),
        places in vec(any::<u16>(), 0..12),
    ) {
        let content = chunked(&chunks);
        prop_assert_eq!(grammar::read(&content), Reading::Complete(chunks.concat(), content.len()));
        let bytes = [request("POST / HTTP/1.1", &["Transfer-Encoding: chunked"]), content].concat();
        let events = play(cut(&bytes, &places), &BOUNDS);
        let decoded = chunks.concat();
        let expected = (!decoded.is_empty()).then(|| format!("content {} bytes {}", decoded.len(), decoded.escape_ascii()));
        prop_assert_eq!(events.iter().find(|event| event.starts_with("content")), expected.as_ref());
        prop_assert_eq!(events.last().map(String::as_str), Some("end"));
    }

    #[test]
    fn response_heads_read_back_as_they_were_written(
        status in 200..=999_u16,
        fields in vec(("[a-z][a-z0-9-]{0,10}", vec(any::<u8>(), 0..20)), 0..8),
        length in any::<u64>(),
    ) {
        let mut map = HeaderMap::new();
        for (name, value) in &fields {
            // What the `http` crate lets into a value is all that a handler can put there.
            if let Ok(value) = HeaderValue::from_bytes(value) {
                map.append(HeaderName::from_bytes(format!("x-{name}").as_bytes()).expect("a name"), value);
            }
        }
        let mut output = Vec::new();
        encode_head(&mut output, &StatusLineAndFields {
            status: StatusCode::from_u16(status).expect("a status"),
            fields: NamedFields::Map(&map),
            framing: ResponseFraming::Length(length),
            persistence: Persistence::Close,
            date_line: "Date: today\r\n",
            server: ServerName::OfHandler("us"),
        });
        let mut room = [httparse::EMPTY_HEADER; 16];
        let mut parsed = httparse::Response::new(&mut room);
        prop_assert_eq!(parsed.parse(&output), Ok(httparse::Status::Complete(output.len())));
        prop_assert_eq!(parsed.code, Some(status));
        let own: Vec<(String, Vec<u8>)> = parsed.headers.iter()
            .map(|field| (field.name.to_ascii_lowercase(), field.value.trim_ascii().to_vec()))
            .filter(|(name, _)| name.starts_with("x-"))
            .collect();
        let expected: Vec<(String, Vec<u8>)> = map.iter()
            .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().trim_ascii().to_vec()))
            .collect();
        prop_assert_eq!(own, expected);
        // Every CR and LF ends a line, and there are no more lines than fields and framing make.
        let lines = output.split(|byte| *byte == b'\n').count() - 1;
        prop_assert_eq!(lines, map.len() + 6);
        for (place, byte) in output.iter().enumerate() {
            prop_assert!(*byte != b'\r' || output[place + 1] == b'\n');
            prop_assert!(*byte != b'\n' || output[place - 1] == b'\r');
        }
    }
}

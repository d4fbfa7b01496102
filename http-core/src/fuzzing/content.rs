//! Content: of known length, and chunked.

use super::cuts::every_cut;
use super::grammar::{self, Reading};
use super::player::{play, shown};
use super::usual_bounds;
use crate::proto::{
    Content, Input, Lookahead, Receiver, RequestHead, decode_chunked, encode_chunk_head, encode_last_chunk,
};

/// Behind every framing that these bytes may have: the content is the same however it is cut and however much of it
/// is asked for at once, and looking ahead finds the same end as reading.
pub fn content(bytes: &[u8]) {
    for length in [bytes.len() / 2, bytes.len(), bytes.len() + 1] {
        let read = check_framing(&format!("Content-Length: {length}"), bytes);
        let available = &bytes[..length.min(bytes.len())];
        assert_eq!(read.content, available);
        assert_eq!(read.outcome, if length > bytes.len() { Outcome::Incomplete } else { Outcome::End });
        assert_eq!(read.rest, &bytes[available.len()..]);
    }
    check_framing("Transfer-Encoding: chunked", bytes);
}

/// The decoder agrees with a naive reading of the grammar, and what it decodes can be encoded again.
pub fn chunked(bytes: &[u8]) {
    let message = [&head_with("Transfer-Encoding: chunked")[..], bytes].concat();
    let whole = play([&message[..]], &usual_bounds());
    for pieces in every_cut(&message) {
        assert_eq!(play(pieces, &usual_bounds()), whole);
    }
    let read = read("Transfer-Encoding: chunked", &[bytes], usize::MAX);
    agrees_with_grammar(&read, grammar::read(bytes), bytes);
    if read.outcome == Outcome::End {
        assert_eq!(decode_chunked(bytes), (read.content.clone(), true));
        assert_eq!(decode_chunked(&encode(&read.content)), (read.content, true));
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    End,
    Incomplete,
    Refused(u16),
}

/// What came of the content behind one head.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    content: Vec<u8>,
    outcome: Outcome,
    rest: Vec<u8>,
}

fn head_with(field: &str) -> Vec<u8> {
    format!("POST / HTTP/1.1\r\nHost: a\r\n{field}\r\n\r\n").into_bytes()
}

fn check_framing(field: &str, bytes: &[u8]) -> Read {
    let whole = read(field, &[bytes], usize::MAX);
    for pieces in every_cut(bytes) {
        for most in [1, 7, usize::MAX] {
            // The rest of a refused message means nothing, and may not have come.
            let found = read(field, &pieces, most);
            assert_eq!((&found.content, &found.outcome), (&whole.content, &whole.outcome), "at most {most} at once");
            assert!(found.rest == whole.rest || matches!(found.outcome, Outcome::Refused(_)));
        }
        assert_eq!(look_ahead(field, &pieces), whole.outcome);
    }
    whole
}

/// Receives a head, then the pieces, and reads at most `most` bytes of content at once. Between two pieces the
/// connection is parked, as the engine does it.
fn read(field: &str, pieces: &[&[u8]], most: usize) -> Read {
    let (mut receiver, mut input) = begin(field);
    let mut content = Vec::new();
    let mut outcome = read_some(&mut receiver, &mut input, most, &mut content);
    for piece in pieces {
        if outcome == Outcome::Incomplete {
            let parked = input.take_rest();
            input.extend(&parked);
            input.extend(piece);
            outcome = read_some(&mut receiver, &mut input, most, &mut content);
        } else {
            input.extend(piece);
        }
    }
    Read { content, outcome, rest: input.take_rest() }
}

fn read_some(receiver: &mut Receiver, input: &mut Input, most: usize, content: &mut Vec<u8>) -> Outcome {
    loop {
        match receiver.content(input, most) {
            Ok(Content::Data { data, taken }) => {
                assert!(!data.is_empty() && data.len() <= most && data.end <= taken);
                content.extend_from_slice(&input.unread()[data]);
                input.consume(taken);
            }
            Ok(Content::End) => return Outcome::End,
            Ok(Content::Incomplete) => return Outcome::Incomplete,
            Err(error) => return Outcome::Refused(error.status().as_u16()),
        }
    }
}

/// The same by looking only.
fn look_ahead(field: &str, pieces: &[&[u8]]) -> Outcome {
    let (receiver, mut input) = begin(field);
    let mut lookahead = Lookahead::default();
    let mut outcome = lookahead.is_complete(&receiver, &input);
    for piece in pieces {
        if outcome != Ok(false) {
            break;
        }
        input.extend(piece);
        outcome = lookahead.is_complete(&receiver, &input);
    }
    match outcome {
        Ok(true) => Outcome::End,
        Ok(false) => Outcome::Incomplete,
        Err(error) => Outcome::Refused(error.status().as_u16()),
    }
}

fn begin(field: &str) -> (Receiver, Input) {
    let (mut receiver, mut input) = (Receiver::default(), Input::default());
    input.extend(&head_with(field));
    assert_eq!(receiver.head(&mut input, &mut RequestHead::default(), &usual_bounds()), Ok(true));
    (receiver, input)
}

fn agrees_with_grammar(read: &Read, reading: Reading, bytes: &[u8]) {
    match (reading, &read.outcome) {
        (Reading::Complete(content, taken), Outcome::End) => {
            assert_eq!(read.content, content);
            assert_eq!(read.rest, &bytes[taken..]);
        }
        // The limits of extensions and trailers are no part of the grammar.
        (Reading::Complete(..) | Reading::Unfinished, Outcome::Refused(431)) => {}
        (Reading::Complete(..) | Reading::Unfinished, Outcome::Refused(400)) if bytes.len() > 4096 => {}
        (Reading::Unfinished, Outcome::Incomplete) | (Reading::Invalid, Outcome::Refused(_)) => {}
        // A size that is too large is refused at the end of its line, and invalid to the grammar at once.
        (Reading::Invalid, Outcome::Incomplete) if !bytes.ends_with(b"\n") => {}
        (reading, _) => panic!("{reading:?} by the grammar, but {read:?}: {}", shown(bytes)),
    }
}

fn encode(content: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    for chunk in content.chunks(7) {
        encode_chunk_head(&mut output, chunk.len());
        output.extend_from_slice(chunk);
        output.extend_from_slice(b"\r\n");
    }
    encode_last_chunk(&mut output);
    output
}

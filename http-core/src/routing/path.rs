//! The segments of a request's path.
//!
//! Decides how a path is split and decoded: at `/` first, then each segment by itself, so that `%2F`
//! stays within its segment.

use crate::Request;
use crate::proto::has_whole_escapes;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The path behind its leading `/`. Other targets than origin-form and absolute-form have none.
pub(super) fn segments_of(path: &str) -> Option<&str> {
    path.strip_prefix('/')
}

/// The first segment and what follows it, if anything does.
pub(super) fn split_first(rest: &str) -> (&str, Option<&str>) {
    // Segments are short: a search that is quick to begin beats one that is fast.
    match rest.bytes().position(|byte| byte == b'/') {
        Some(slash) => (&rest[..slash], Some(&rest[slash + 1..])),
        None => (rest, None),
    }
}

/// Is anything in this segment percent-encoded?
pub(super) fn has_escapes(sent: &str) -> bool {
    sent.bytes().any(|byte| byte == b'%')
}

/// Is the sent segment this one, once decoded? One that can't be decoded is none.
pub(crate) fn is_segment(sent: &str, decoded: &str) -> bool {
    if !has_escapes(sent) {
        return sent == decoded;
    }
    // A byte is three at most as it is sent: what is longer need not be decoded, and clients may send long ones.
    sent.len() <= 3 * decoded.len() && decoded_segment(sent).is_some_and(|text| text == decoded)
}

/// The segment as text, if it is text without NUL once decoded.
pub(super) fn decoded_segment(sent: &str) -> Option<Cow<'_, str>> {
    let text = percent_decode_str(sent).decode_utf8().ok()?;
    (has_whole_escapes(sent.as_bytes()) && !text.contains('\0')).then_some(text)
}

/// Can every segment be decoded to text without NUL?
pub(crate) fn is_decodable(path: &str) -> bool {
    // Neither an escape nor a letter of several bytes goes on behind a slash.
    decoded_segment(path).is_some()
}

fn decode(sent: &str) -> Cow<'_, str> {
    percent_decode_str(sent).decode_utf8_lossy()
}

/// The segment of this index, decoded. A route that asks for it has matched it.
pub(crate) fn segment_text(request: &Request, index: usize) -> Cow<'_, str> {
    decode_in(request, split_first(rest_from(request, index)).0)
}

/// All segments from this index on, each decoded, joined by `/`.
pub(crate) fn rest_text(request: &Request, index: usize) -> Cow<'_, str> {
    decode_in(request, rest_from(request, index))
}

/// Each of the segments from this index on, decoded by itself; none where nothing is left.
pub(crate) fn rest_segment_texts(request: &Request, index: usize) -> impl Iterator<Item = Cow<'_, str>> {
    let rest = rest_from(request, index);
    let segments = (!rest.is_empty()).then(|| rest.split('/'));
    segments.into_iter().flatten().map(|segment| decode_in(request, segment))
}

/// Most requests have nothing to decode.
fn decode_in<'r>(request: &Request, sent: &'r str) -> Cow<'r, str> {
    if request.head.has_escapes() { decode(sent) } else { Cow::Borrowed(sent) }
}

fn rest_from(request: &Request, index: usize) -> &str {
    let mut rest = segments_of(request.path()).unwrap_or_default();
    for _ in 0..index {
        rest = split_first(rest).1.unwrap_or_default();
    }
    rest
}

//! Where a request's content ends: RFC 9112 section 6.3, and nothing else decides it.
//!
//! Knows the fields that have a say and the version; no buffer and no state.

use super::{ProtocolError, list_members, syntax};
use http::StatusCode;

/// How the end of a request's content is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Framing {
    #[default]
    Empty,
    Length(u64),
    Chunked,
}

/// The fields of a head that have a say in the framing.
#[derive(Debug, Default)]
pub(super) struct FramingFields<'h> {
    content_length: Option<&'h [u8]>,
    has_second_content_length: bool,
    transfer_encoding: Option<&'h [u8]>,
    has_second_transfer_encoding: bool,
}

impl<'h> FramingFields<'h> {
    pub(super) fn add_content_length(&mut self, value: &'h [u8]) {
        self.has_second_content_length = self.content_length.replace(value).is_some();
    }

    pub(super) fn add_transfer_encoding(&mut self, value: &'h [u8]) {
        self.has_second_transfer_encoding = self.transfer_encoding.replace(value).is_some();
    }
}

/// The numbers are those of the rules in RFC 9112 section 6.3 (1 and 2 are about responses).
pub(super) fn framing(fields: &FramingFields<'_>, is_http_1_0: bool) -> Result<Framing, ProtocolError> {
    match (fields.transfer_encoding, fields.content_length) {
        // 3. Both: request smuggling, or a broken client. Refused rather than repaired.
        (Some(_), Some(_)) => Err(ProtocolError::malformed("Transfer-Encoding and Content-Length exclude each other")),
        // 4. Only `chunked`, once, in HTTP/1.1 (section 6.1: in HTTP/1.0 the framing is faulty).
        (Some(_), None) if is_http_1_0 => Err(ProtocolError::malformed("HTTP/1.0 has no Transfer-Encoding")),
        (Some(_), None) if fields.has_second_transfer_encoding => {
            Err(ProtocolError::malformed("Transfer-Encoding is given twice"))
        }
        (Some(codings), None) => transfer_coding(codings),
        // 5. A list, even of equal lengths, is refused: two servers may read it differently.
        (None, Some(_)) if fields.has_second_content_length => {
            Err(ProtocolError::malformed("Content-Length is given twice"))
        }
        // 6.
        (None, Some(length)) => content_length(length).map(Framing::Length),
        // 7.
        (None, None) => Ok(Framing::Empty),
    }
}

fn transfer_coding(codings: &[u8]) -> Result<Framing, ProtocolError> {
    if codings.eq_ignore_ascii_case(b"chunked") {
        return Ok(Framing::Chunked);
    }
    let is_chunked = |coding: &[u8]| coding.eq_ignore_ascii_case(b"chunked");
    let is_unknown = |coding: &[u8]| syntax::is_token(coding) && !is_chunked(coding);
    let mut members = list_members(codings).peekable();
    // `gzip, chunked` is well-formed and not spoken here; anything else has no certain end.
    let is_well_formed =
        members.peek().is_some_and(|first| is_unknown(first)) && list_members(codings).last().is_some_and(is_chunked);
    match is_well_formed && list_members(codings).filter(|coding| is_chunked(coding)).count() == 1 {
        true => Err(ProtocolError::new(StatusCode::NOT_IMPLEMENTED, "this transfer coding is not supported")),
        false => Err(ProtocolError::malformed("Transfer-Encoding is not chunked")),
    }
}

/// `1*DIGIT` (RFC 9110 section 8.6), and within what a signed 64-bit length can tell.
fn content_length(text: &[u8]) -> Result<u64, ProtocolError> {
    if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
        return Err(ProtocolError::malformed("Content-Length is not a number"));
    }
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<u64>().ok();
    number(text)
        .filter(|length| *length <= i64::MAX as u64)
        .ok_or(ProtocolError::new(StatusCode::PAYLOAD_TOO_LARGE, "Content-Length is too large"))
}

//! The request line (RFC 9112 section 3).
//!
//! Decides where method, target and version are, and which versions are served; what the target means is decided in
//! `target`.

use super::target::{self, TargetParts};
use super::{Bounds, ProtocolError, syntax};
use http::{Method, StatusCode, Version};
use std::ops::Range;

pub(super) const MALFORMED: ProtocolError =
    ProtocolError::malformed("the request line is not a method, a target and HTTP/1.1 with one space between them");

pub(super) const TARGET_TOO_LONG: ProtocolError =
    ProtocolError::new(StatusCode::URI_TOO_LONG, "the request target is too long");

/// The three parts of a request line; the target and its parts as places in it.
#[derive(Debug)]
pub(super) struct RequestLine {
    pub(super) method: Method,
    pub(super) target: Range<usize>,
    pub(super) parts: TargetParts,
    pub(super) version: Version,
}

/// Takes the line without its CRLF.
pub(super) fn parse(line: &[u8], bounds: &Bounds) -> Result<RequestLine, ProtocolError> {
    let (method, target, version) = split(line)?;
    if target.len() > bounds.target {
        return Err(TARGET_TOO_LONG);
    }
    let parts = target::parse(&method, &line[target.clone()])?.behind(target.start);
    Ok(RequestLine { method, target, parts, version })
}

/// One space goes between the parts, and no other whitespace anywhere.
fn split(line: &[u8]) -> Result<(Method, Range<usize>, Version), ProtocolError> {
    let method = &line[..syntax::token_length(line)];
    let target = method.len() + 1;
    let (rest, version_text) = line.split_last_chunk().ok_or(MALFORMED)?;
    let [.., b' '] = rest else { return Err(MALFORMED) };
    let end = rest.len() - 1;
    if method.is_empty() || line.get(method.len()) != Some(&b' ') || end <= target {
        return Err(MALFORMED);
    }
    let method = Method::from_bytes(method).map_err(|_| MALFORMED)?;
    Ok((method, target..end, version(version_text)?))
}

/// A higher minor version is served as 1.1 (RFC 9110 section 2.5).
fn version(text: &[u8; 8]) -> Result<Version, ProtocolError> {
    match text {
        b"HTTP/1.1" => Ok(Version::HTTP_11),
        b"HTTP/1.0" => Ok(Version::HTTP_10),
        [b'H', b'T', b'T', b'P', b'/', b'1', b'.', b'2'..=b'9'] => Ok(Version::HTTP_11),
        [b'H', b'T', b'T', b'P', b'/', b'0'..=b'9', b'.', b'0'..=b'9'] => {
            Err(ProtocolError::new(StatusCode::HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.0 and HTTP/1.1"))
        }
        _ => Err(ProtocolError::malformed("the HTTP version is malformed")),
    }
}

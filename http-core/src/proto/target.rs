//! The request target and its four forms (RFC 9112 section 3.2).
//!
//! Decides which form a target has and where its path and query are; knows nothing of routes.

use super::{ProtocolError, host, syntax};
use http::Method;
use std::ops::Range;

/// Where the parts of a request target are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TargetParts {
    /// Empty for `http://host`, whose path is `/` (RFC 9110 section 4.2.3), and for authority-form.
    pub(crate) path: Range<usize>,
    pub(crate) query: Option<Range<usize>>,
    /// The host and port of an absolute-form, which go over the `Host` field.
    pub(crate) authority: Option<Range<usize>>,
    /// Is there a `%` anywhere?
    pub(crate) has_escapes: bool,
}

impl TargetParts {
    /// The same places in a text where the target stands behind `start` bytes.
    pub(super) fn behind(self, start: usize) -> Self {
        let moved = |place: Range<usize>| place.start + start..place.end + start;
        Self {
            path: moved(self.path),
            query: self.query.map(moved),
            authority: self.authority.map(moved),
            has_escapes: self.has_escapes,
        }
    }
}

const NO_FORM: ProtocolError = ProtocolError::malformed("the request target has none of the four forms of RFC 9112");

/// The parts as places in the target.
pub(super) fn parse(method: &Method, target: &[u8]) -> Result<TargetParts, ProtocolError> {
    if *method == Method::CONNECT {
        return authority_form(target);
    }
    match target {
        [b'/', ..] => path_and_query(target, 0),
        b"*" if *method == Method::OPTIONS => Ok(TargetParts { path: 0..1, ..TargetParts::default() }),
        b"*" => Err(ProtocolError::malformed("the target * is for OPTIONS only")),
        _ => absolute_form(target),
    }
}

/// Finds the path, which begins at `start`, and the query behind it.
fn path_and_query(target: &[u8], start: usize) -> Result<TargetParts, ProtocolError> {
    let end = start + syntax::path_length(&target[start..]);
    let query = match &target[end..] {
        [] => None,
        [b'?', query @ ..] if query.iter().all(|byte| syntax::is_query(*byte)) => Some(end + 1..target.len()),
        _ => return Err(ProtocolError::malformed("a character in the request target has to be percent-encoded")),
    };
    Ok(TargetParts { path: start..end, query, authority: None, has_escapes: target.contains(&b'%') })
}

fn absolute_form(target: &[u8]) -> Result<TargetParts, ProtocolError> {
    let start = scheme_length(target).ok_or(NO_FORM)?;
    let length = target[start..].iter().position(|byte| matches!(byte, b'/' | b'?')).unwrap_or(target.len() - start);
    let authority = start..start + length;
    let name = &target[authority.clone()];
    if name.is_empty() || name[0] == b':' || !host::is_host_and_port(name) {
        return Err(ProtocolError::malformed("the request target has no valid host"));
    }
    let parts = path_and_query(target, authority.end)?;
    Ok(TargetParts { authority: Some(authority), ..parts })
}

/// The length of `http://` or `https://`, the only schemes that are served.
fn scheme_length(target: &[u8]) -> Option<usize> {
    [&b"http://"[..], b"https://"].into_iter().find(|scheme| has_prefix(target, scheme)).map(<[u8]>::len)
}

fn has_prefix(text: &[u8], prefix: &[u8]) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn authority_form(target: &[u8]) -> Result<TargetParts, ProtocolError> {
    // The last colon of `[::1]` is the address's own.
    let is_port = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let has_port = memchr::memrchr(b':', target).is_some_and(|colon| colon > 0 && is_port(&target[colon + 1..]));
    if !has_port || !host::is_host_and_port(target) {
        return Err(ProtocolError::malformed("CONNECT takes host:port"));
    }
    Ok(TargetParts::default())
}

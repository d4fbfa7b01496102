//! Where a head ends that is still coming.
//!
//! Decides that its lines end with CRLF and that it is not too large, before any of it is parsed.

use super::{Bounds, Input, ProtocolError, request_line, syntax};
use http::StatusCode;

/// Longer than any registered method by far; only used to tell which part of a head is too large.
const MAX_METHOD: usize = 256;

/// How far an unfinished head was looked at, so that no byte is looked at twice.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct HeadScan {
    seen: usize,
    line_start: usize,
    /// RFC 9112 section 2.2: one empty line before a request is ignored.
    has_skipped_line: bool,
}

impl HeadScan {
    /// Has nothing of the head come yet? An empty line before it is nothing.
    pub(super) fn is_at_start(&self) -> bool {
        self.seen == 0
    }

    /// Drops an empty line before the request; false where it may be one, and the rest of it has to come first.
    pub(super) fn skip_empty_line(&mut self, input: &mut Input) -> bool {
        if self.has_skipped_line || self.seen > 0 {
            return true;
        }
        self.has_skipped_line = input.unread().starts_with(b"\r\n");
        if self.has_skipped_line {
            input.consume(2);
        }
        self.has_skipped_line || input.unread() != b"\r"
    }

    /// The length of the head, once its empty line has come.
    pub(super) fn find_end(&mut self, bytes: &[u8], bounds: &Bounds) -> Result<Option<usize>, ProtocolError> {
        // What lies behind the limit has no say, however much was received at once.
        let bytes = &bytes[..bytes.len().min(bounds.head)];
        let had_request_line = self.line_start > 0;
        let end = self.scan(bytes, bounds);
        if !had_request_line && !matches!(end, Ok(Some(_))) {
            // What comes first is judged first, however much was received with it.
            judge_request_line(bytes, bounds)?;
        }
        end
    }

    fn scan(&mut self, bytes: &[u8], bounds: &Bounds) -> Result<Option<usize>, ProtocolError> {
        if self.seen == 0 && is_no_request(bytes) {
            return Err(request_line::MALFORMED);
        }
        while let Some(place) = memchr::memchr(b'\n', &bytes[self.seen..]) {
            let line_feed = self.seen + place;
            if line_feed == 0 || bytes[line_feed - 1] != b'\r' {
                return Err(ProtocolError::malformed("a line of the head does not end with CRLF"));
            }
            if line_feed - 1 == self.line_start {
                return Ok(Some(line_feed + 1));
            }
            self.seen = line_feed + 1;
            self.line_start = self.seen;
        }
        self.seen = bytes.len();
        if bytes.len() >= bounds.head {
            return Err(too_large(bytes, bounds));
        }
        Ok(None)
    }
}

/// Judges the request line of a head that has not come completely: whoever types `GET /`, or speaks another version or protocol,
/// need not wait until there is no more time for the rest.
fn judge_request_line(bytes: &[u8], bounds: &Bounds) -> Result<(), ProtocolError> {
    let Some(line_feed) = memchr::memchr(b'\n', bytes) else { return Ok(()) };
    match &bytes[..line_feed] {
        [line @ .., b'\r'] => request_line::parse(line, bounds).map(drop),
        // The scan has refused it.
        _ => Ok(()),
    }
}

/// A client of another protocol, TLS for one, waits for an answer and may never send a line.
fn is_no_request(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|byte| !syntax::is_tchar(*byte) && *byte != b'\n')
}

/// 414 where it is the target that is too long, 431 where it is the fields.
#[cold]
fn too_large(bytes: &[u8], bounds: &Bounds) -> ProtocolError {
    let mut parts = bytes.splitn(3, |byte| matches!(byte, b' ' | b'\n'));
    let method = parts.next().unwrap_or_default();
    if method.len() > MAX_METHOD {
        return ProtocolError::malformed("the method is too long");
    }
    let target = parts.next().unwrap_or_default();
    if target.len() > bounds.target || parts.next().is_none() {
        return request_line::TARGET_TOO_LONG;
    }
    ProtocolError::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "the head is too large")
}

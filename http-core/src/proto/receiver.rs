//! One side of a connection as a sequence of requests: head, content, head, content.
//!
//! Decides what the next received bytes belong to, and refuses a head that is too large or whose
//! lines do not end with CRLF while it is still coming. Every call goes on where the last stopped.

use super::content::ContentDecoder;
use super::{Bounds, Framing, Input, ProtocolError, RequestHead};
use http::StatusCode;
use std::ops::Range;

/// The state between two received bytes.
#[derive(Debug, Default, Clone)]
pub(crate) struct Receiver {
    state: State,
}

#[derive(Debug, Clone)]
enum State {
    Head(HeadScan),
    Content(ContentDecoder),
}

impl Default for State {
    fn default() -> Self {
        Self::Head(HeadScan::default())
    }
}

/// How far an unfinished head was looked at, so that no byte is looked at twice.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct HeadScan {
    seen: usize,
    line_start: usize,
    /// RFC 9112 section 2.2: one empty line before a request is ignored.
    has_skipped_line: bool,
}

/// A step through a request's content.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// These of the unread bytes are content; `taken` bytes are to be consumed with them.
    Data { data: Range<usize>, taken: usize },
    /// All of it has been taken; what follows is the next head.
    End,
    /// More has to be received first.
    Incomplete,
}

impl Receiver {
    /// Has nothing of the next head come yet? An empty line before it is nothing.
    pub(crate) fn is_between_requests(&self) -> bool {
        matches!(&self.state, State::Head(scan) if scan.seen == 0)
    }

    /// Has nothing come at all since the last request?
    pub(crate) fn is_untouched(&self) -> bool {
        matches!(&self.state, State::Head(scan) if *scan == HeadScan::default())
    }

    /// Takes the next head off `input`; false where it has not come completely.
    pub(crate) fn head(
        &mut self,
        input: &mut Input,
        head: &mut RequestHead,
        bounds: &Bounds,
    ) -> Result<bool, ProtocolError> {
        let State::Head(scan) = &mut self.state else { return Ok(false) };
        if !scan.has_skipped_empty_line(input) {
            return Ok(false);
        }
        let Some(length) = scan.find_end(input.unread(), bounds)? else { return Ok(false) };
        head.parse(&input.unread()[..length], bounds)?;
        input.consume(length);
        self.state = match head.framing() {
            Framing::Empty => State::default(),
            framing => State::Content(ContentDecoder::new(framing, bounds)),
        };
        Ok(true)
    }

    /// Goes on with the content of the head taken last, at most `most` bytes of it at once. At its
    /// end the receiver is ready for the next head.
    pub(crate) fn content(&mut self, input: &mut Input, most: usize) -> Result<Content, ProtocolError> {
        let State::Content(decoder) = &mut self.state else { return Ok(Content::End) };
        loop {
            let unread = input.unread();
            let decoded = decoder.decode(&unread[..unread.len().min(most)])?;
            if !decoded.data.is_empty() {
                return Ok(Content::Data { data: decoded.data, taken: decoded.consumed });
            }
            input.consume(decoded.consumed);
            if decoded.is_finished {
                self.state = State::default();
                return Ok(Content::End);
            }
            if input.is_empty() || decoded.consumed == 0 {
                return Ok(Content::Incomplete);
            }
        }
    }

    /// `count` bytes of content of known length were received past the input.
    pub(crate) fn received_past_input(&mut self, count: usize) {
        if let State::Content(decoder) = &mut self.state {
            decoder.count(count);
        }
    }

    /// How many bytes of content are still to be received; `None` where only their end will tell.
    pub(crate) fn remaining_content(&self) -> Option<u64> {
        match &self.state {
            State::Head(_) => Some(0),
            State::Content(decoder) => decoder.remaining(),
        }
    }

    /// How many bytes of content are sure to be still to come.
    pub(crate) fn announced_content(&self) -> u64 {
        match &self.state {
            State::Head(_) => 0,
            State::Content(decoder) => decoder.announced(),
        }
    }

    /// Takes and drops content; true once all of it is gone.
    pub(crate) fn skip_content(&mut self, input: &mut Input) -> Result<bool, ProtocolError> {
        loop {
            match self.content(input, usize::MAX)? {
                Content::Data { taken, .. } => input.consume(taken),
                Content::End => return Ok(true),
                Content::Incomplete => return Ok(false),
            }
        }
    }
}

/// Looks ahead through content that is kept unread until it is complete.
#[derive(Debug, Default)]
pub(crate) struct Lookahead {
    decoder: Option<ContentDecoder>,
    seen: usize,
}

impl Lookahead {
    /// How many bytes more than those looked at are sure to come.
    pub(crate) fn announced(&self) -> u64 {
        self.decoder.as_ref().map_or(0, ContentDecoder::announced)
    }

    /// Is the rest of the content that `receiver` stands before complete in `input`?
    pub(crate) fn is_complete(&mut self, receiver: &Receiver, input: &Input) -> Result<bool, ProtocolError> {
        let State::Content(decoder) = &receiver.state else { return Ok(true) };
        if let Some(remaining) = decoder.remaining() {
            return Ok(input.len() as u64 >= remaining);
        }
        let decoder = self.decoder.get_or_insert_with(|| decoder.clone());
        loop {
            let decoded = decoder.decode(&input.unread()[self.seen..])?;
            self.seen += decoded.consumed;
            if decoded.is_finished || decoded.consumed == 0 {
                return Ok(decoded.is_finished);
            }
        }
    }
}

impl HeadScan {
    /// Drops an empty line before the request; false where it may be one, and the rest of it has to come first.
    fn has_skipped_empty_line(&mut self, input: &mut Input) -> bool {
        if self.has_skipped_line || self.seen > 0 {
            return true;
        }
        if input.unread().starts_with(b"\r\n") {
            input.consume(2);
            self.has_skipped_line = true;
        }
        input.unread() != b"\r"
    }

    /// The length of the head, once its empty line has come.
    fn find_end(&mut self, bytes: &[u8], bounds: &Bounds) -> Result<Option<usize>, ProtocolError> {
        // What lies behind the limit has no say, however much was received at once.
        let bytes = &bytes[..bytes.len().min(bounds.head)];
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
            return Err(self.too_large(bytes, bounds));
        }
        Ok(None)
    }

    /// 414 where it is the target that is too long, 431 where it is the fields.
    fn too_large(&self, bytes: &[u8], bounds: &Bounds) -> ProtocolError {
        let mut parts = bytes.splitn(3, |byte| matches!(byte, b' ' | b'\n'));
        let method = parts.next().unwrap_or_default();
        if method.len() > MAX_METHOD {
            return ProtocolError::malformed("the method is too long");
        }
        let target = parts.next().unwrap_or_default();
        if target.len() > bounds.target || parts.next().is_none() {
            return ProtocolError::new(StatusCode::URI_TOO_LONG, "the request target is too long");
        }
        ProtocolError::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "the head is too large")
    }
}

/// Longer than any registered method by far; only used to tell which part of a head is too large.
const MAX_METHOD: usize = 256;

//! One side of a connection as a sequence of requests: head, content, head, content.
//!
//! Decides what the next received bytes belong to. Every call goes on where the last stopped.

use super::content::ContentDecoder;
use super::head_scan::HeadScan;
use super::{Bounds, Input, ProtocolError, RequestHead};
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
        matches!(&self.state, State::Head(scan) if scan.is_at_start())
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
        if !scan.skip_empty_line(input) {
            return Ok(false);
        }
        let Some(length) = take_in(head, scan, input.unread(), bounds)? else { return Ok(false) };
        input.consume(length);
        self.state = ContentDecoder::new(head.framing(), bounds).map_or_else(State::default, State::Content);
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

    /// What the rest of the content is decoded with; `None` between two requests.
    pub(super) fn content_decoder(&self) -> Option<&ContentDecoder> {
        match &self.state {
            State::Head(_) => None,
            State::Content(decoder) => Some(decoder),
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

/// The length of the head, once all of it has come and been taken in.
fn take_in(
    head: &mut RequestHead,
    scan: &mut HeadScan,
    received: &[u8],
    bounds: &Bounds,
) -> Result<Option<usize>, ProtocolError> {
    if scan.is_at_start()
        && let Some(length) = head.repetition(received)
    {
        return Ok(Some(length));
    }
    let Some(length) = find_end(head, scan, received, bounds)? else { return Ok(None) };
    head.parse(&received[..length], bounds)?;
    Ok(Some(length))
}

/// Fields that are known need not be looked through for the end.
fn find_end(
    head: &RequestHead,
    scan: &mut HeadScan,
    received: &[u8],
    bounds: &Bounds,
) -> Result<Option<usize>, ProtocolError> {
    if scan.is_at_start()
        && let Some(length) = head.repetition_of_fields(received)
        && length <= bounds.head
    {
        return Ok(Some(length));
    }
    scan.find_end(received, bounds)
}

//! A request's content as its handler reads it.
//!
//! Decides when more is received, when the client is told to go on, and what a limit or a timeout makes
//! of a read. Where the content ends is `proto`'s to say; how bytes arrive is the channel's.

use crate::channel::Channel;
use crate::content_error::ContentError;
use crate::platform::{Room, now};
use crate::proto::{CONTINUE, Content, Input, Receiver, RequestHead};
use crate::settings::Timeouts;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Instant;

/// How much is received at once.
const RECEIVE: usize = 16 * 1024;

/// The content of a request (RFC 9110 section 6.4): `http.server`'s `rfile`, but one that knows where
/// it ends.
///
/// Reading blocks until the client has sent something. Content that is not read costs the handler nothing.
///
/// A read that fails gives an [`io::Error`], and so does every later one. Passed on with `?` it is answered with a status of
/// its own:
///
/// | the read fails because | status | [`kind`](io::Error::kind) |
/// |---|---|---|
/// | the content is larger than `max_body` | 413 | `FileTooLarge` |
/// | the client takes longer than [`Timeouts::body`](crate::Timeouts::body) allows | 408 | `TimedOut` |
/// | the client leaves in the middle | 400 | `UnexpectedEof` |
/// | its framing is broken | 400 (a trailer section that is too large: 431; a chunk size past 63 bits: 413) | `InvalidData` |
/// | three quarters of all threads wait for slow clients already | 503 | `ResourceBusy` |
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Upload;
///
/// #[handler]
/// impl Upload {
///     #[put("/file", max_body = 1 << 30)]
///     fn put(&self, body: &mut Body) -> io::Result<String> {
///         let length = io::copy(body, &mut io::sink())?;
///         Ok(format!("{length} bytes\n"))
///     }
/// }
/// ```
#[doc(alias = "rfile")]
#[derive(Debug, Default)]
pub struct Body {
    pub(crate) input: Input,
    pub(crate) receiver: Receiver,
    channel: Option<Arc<Channel>>,
    timeouts: Timeouts,
    limit: u64,
    received: u64,
    started: Option<Instant>,
    awaits_continue: bool,
    failure: Option<ContentError>,
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(failure) = self.failure {
            return Err(failure.into());
        }
        if buffer.is_empty() {
            return Ok(0);
        }
        self.read_content(buffer).map_err(|failure| {
            self.failure = Some(failure);
            failure.into()
        })
    }
}

impl Body {
    /// The number of bytes still to be read, where it is known: not for chunked content.
    pub fn remaining(&self) -> Option<u64> {
        self.receiver.remaining_content()
    }

    /// The most that may be read, in bytes: `max_body` of the route, else of its handler, else of the
    /// server.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// All that is left, in memory. The limit bounds it.
    ///
    /// # Errors
    ///
    /// Those of reading.
    pub fn read_all(&mut self) -> io::Result<Vec<u8>> {
        let expected = self.remaining().unwrap_or(0).min(self.limit);
        // A client that announces much and sends little gets no memory for it.
        let mut content =
            Vec::with_capacity(usize::try_from(expected).unwrap_or(RECEIVE).min(self.input.len().max(RECEIVE)));
        self.read_to_end(&mut content)?;
        Ok(content)
    }
}

/// For the engine and for dispatch.
impl Body {
    /// Gets ready for the content of `head`.
    pub(crate) fn begin(&mut self, head: &RequestHead, limit: u64) {
        self.limit = limit;
        self.received = 0;
        self.started = None;
        self.failure = None;
        self.awaits_continue = head.expects_continue();
    }

    pub(crate) fn new(timeouts: Timeouts) -> Self {
        Self { timeouts, ..Self::default() }
    }

    /// From here on content is received through `channel`; without one there is only what is in the input. Gives back the
    /// one before.
    pub(crate) fn replace_channel(&mut self, channel: Option<Arc<Channel>>) -> Option<Arc<Channel>> {
        std::mem::replace(&mut self.channel, channel)
    }

    pub(crate) fn set_limit(&mut self, limit: u64) {
        self.limit = limit;
    }

    /// What made reading impossible, if anything did.
    pub(crate) fn failure(&self) -> Option<ContentError> {
        self.failure
    }

    /// Does the client still hold its content back until it is told to go on (RFC 9110 section 10.1.1)?
    pub(crate) fn awaits_continue(&self) -> bool {
        self.awaits_continue
    }

    fn read_content(&mut self, buffer: &mut [u8]) -> Result<usize, ContentError> {
        loop {
            self.refuse_announced()?;
            match self.receiver.content(&mut self.input, buffer.len())? {
                Content::Data { data, taken } => {
                    let length = data.len();
                    self.input.copy_to(data, buffer);
                    self.input.consume(taken);
                    return self.count(length);
                }
                Content::End => return Ok(0),
                Content::Incomplete => self.refuse_announced()?,
            }
            if self.can_bypass_input(buffer.len()) {
                return self.receive_into(buffer);
            }
            self.receive()?;
        }
    }

    /// Content that is sure to be too large is refused before it comes.
    fn refuse_announced(&self) -> Result<(), ContentError> {
        let announced = self.received.saturating_add(self.receiver.announced_content());
        if announced > self.limit { Err(ContentError::TooLarge) } else { Ok(()) }
    }

    fn count(&mut self, length: usize) -> Result<usize, ContentError> {
        self.received += length as u64;
        if self.received > self.limit { Err(ContentError::TooLarge) } else { Ok(length) }
    }

    /// Content of known length can go to a large buffer without a stop in between.
    fn can_bypass_input(&self, room: usize) -> bool {
        room >= RECEIVE && self.input.is_empty() && self.remaining().is_some()
    }

    fn receive_into(&mut self, buffer: &mut [u8]) -> Result<usize, ContentError> {
        let (channel, deadline) = self.prepare_to_receive()?;
        let most = self.remaining().and_then(|remaining| usize::try_from(remaining).ok()).unwrap_or(usize::MAX);
        let room = buffer.len().min(most);
        let length = received(channel.transport.read(&mut Room::Over(&mut buffer[..room]), deadline))?;
        self.receiver.received_past_input(length);
        self.count(length)
    }

    fn receive(&mut self) -> Result<(), ContentError> {
        let (channel, deadline) = self.prepare_to_receive()?;
        received(channel.transport.read(&mut Room::Behind(self.input.with_room(RECEIVE)), deadline))?;
        Ok(())
    }

    /// The client is told to go on if it waits for that; the clock for its content starts with the first read.
    fn prepare_to_receive(&mut self) -> Result<(Arc<Channel>, Instant), ContentError> {
        let channel = self.channel.clone().ok_or(ContentError::Incomplete)?;
        if self.awaits_continue {
            self.awaits_continue = false;
            if !channel.has_responded() {
                channel.transport.write_all(CONTINUE, &[]).map_err(|_| ContentError::Incomplete)?;
            }
        }
        let started = *self.started.get_or_insert_with(now);
        Ok((channel, started + self.timeouts.body_allowance(self.received)))
    }
}

/// How much was received, or why nothing was.
fn received(read: io::Result<usize>) -> Result<usize, ContentError> {
    match read {
        Ok(0) => Err(ContentError::Incomplete),
        Ok(length) => Ok(length),
        Err(error) if error.kind() == io::ErrorKind::TimedOut => Err(ContentError::TimedOut),
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => Err(ContentError::Busy),
        Err(_) => Err(ContentError::Incomplete),
    }
}

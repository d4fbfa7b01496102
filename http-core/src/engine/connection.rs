//! A connection that nobody works on: what has to be remembered of it until there is something to do.
//!
//! Decides how little that is: no thread, and no buffer unless the client has left something half-done.

use super::partial_request::PartialRequest;
use super::socket::Socket;
use crate::Address;
use crate::channel::{Channel, Ends};
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a new connection keeps its place without having sent anything.
const FIRST_BYTE: Duration = Duration::from_secs(1);

/// One connection between two events.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) channel: Arc<Channel<Socket>>,
    /// Not here while a conversation has them.
    pub(super) ends: Option<Ends>,
    pub(super) address: Address,
    /// A request that has come in part.
    pub(super) partial: Option<Box<PartialRequest>>,
    /// Output that the client has not taken yet.
    pub(super) unsent: Option<Box<Unsent>>,
    /// What happens once everything is sent.
    pub(super) ending: Ending,
    /// Since when the client owes what it owes now: a head, content, or to read.
    pub(super) since: Instant,
    pub(super) has_served: bool,
}

/// How a connection goes on behind its last response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With the next request.
    GoOn,
    Close,
    /// The client may still be sending: it gets the end of the stream, and its bytes are read off for a while, so
    /// that no reset overtakes the response (RFC 9112 section 9.6).
    Linger,
    /// Nothing more is sent; reading off goes on.
    Lingering,
}

/// Two pieces of output, and how far they have gone.
#[derive(Debug)]
pub(super) struct Unsent {
    first: Vec<u8>,
    second: Vec<u8>,
    sent: usize,
    /// What the client has taken since it was last judged by it.
    taken: u64,
}

impl Unsent {
    pub(super) fn new(first: Vec<u8>, second: Vec<u8>, sent: usize) -> Self {
        Self { first, second, sent, taken: 0 }
    }

    fn is_gone(&self) -> bool {
        self.sent == self.first.len() + self.second.len()
    }

    /// Sends on; true where it is all gone.
    fn send(&mut self, channel: &Channel<Socket>) -> io::Result<bool> {
        while !self.is_gone() {
            let first = self.first.get(self.sent..).unwrap_or_default();
            let second = self.second.get(self.sent.saturating_sub(self.first.len())..).unwrap_or_default();
            match channel.transport.stream.try_write(first, second) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => {
                    self.sent += written;
                    self.taken += written as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

impl Connection {
    pub(super) fn new(channel: Arc<Channel<Socket>>, address: Address, now: Instant) -> Self {
        Self {
            ends: Some(Ends::new(Arc::clone(&channel) as Arc<Channel>)),
            channel,
            address,
            partial: None,
            unsent: None,
            ending: Ending::GoOn,
            since: now,
            has_served: false,
        }
    }

    /// Is it between two requests, so that closing it costs the client nothing?
    pub(super) fn is_idle(&self) -> bool {
        self.ending == Ending::GoOn
            && self.unsent.is_none()
            && self.partial.as_ref().is_none_or(|partial| partial.is_nothing())
    }

    /// Sends on what the client has not taken yet; true where it is all gone.
    pub(super) fn send_unsent(&mut self) -> io::Result<bool> {
        let Some(unsent) = &mut self.unsent else { return Ok(true) };
        let is_gone = unsent.send(&self.channel)?;
        if is_gone {
            self.unsent = None;
        }
        Ok(is_gone)
    }

    /// What the client has taken of it since this was last asked.
    pub(super) fn take_taken(&mut self) -> u64 {
        self.unsent.as_mut().map_or(0, |unsent| std::mem::take(&mut unsent.taken))
    }

    /// How long after `since` it may be closed to make room for another; never in the middle of something.
    pub(super) fn evictable_after(&self) -> Option<Duration> {
        self.is_idle().then_some(if self.has_served { Duration::ZERO } else { FIRST_BYTE })
    }
}

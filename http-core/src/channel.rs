//! The way to the client, as body and response see it.
//!
//! Decides nothing about HTTP. The engine puts a socket behind it, the testing client a buffer.

use crate::platform::Room;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// What carries the bytes. Both calls block, and give up with `TimedOut`.
pub(crate) trait Transport: Send + Sync + fmt::Debug {
    /// Waits until there are bytes or the end of the stream (0), until `deadline` at the latest. An error of kind
    /// `ResourceBusy` where too many threads wait already.
    fn read(&self, room: &mut Room<'_>, deadline: Instant) -> io::Result<usize>;

    /// Waits until all of `first` and `second` is on its way, as long as the client takes some of it
    /// now and then.
    fn write_all(&self, first: &[u8], second: &[u8]) -> io::Result<()>;
}

/// A connection while one of its requests is being answered.
#[derive(Debug)]
pub(crate) struct Channel<T: ?Sized = dyn Transport> {
    /// A part of the final response is out: an interim response could only stand in its middle.
    has_responded: AtomicBool,
    pub(crate) transport: T,
}

/// A channel twice, for a body and for a response. It is lent and given back as long as the connection lives: a clone for
/// each request would cost four atomic operations.
#[derive(Debug)]
pub(crate) struct Ends {
    pub(crate) body: Arc<Channel>,
    pub(crate) response: Arc<Channel>,
}

impl Ends {
    pub(crate) fn new(channel: Arc<Channel>) -> Self {
        Self { body: Arc::clone(&channel), response: channel }
    }
}

impl<T> Channel<T> {
    pub(crate) fn new(transport: T) -> Self {
        Self { has_responded: AtomicBool::new(false), transport }
    }
}

impl<T: ?Sized> Channel<T> {
    pub(crate) fn has_responded(&self) -> bool {
        self.has_responded.load(Ordering::Relaxed)
    }

    pub(crate) fn set_responded(&self, has_responded: bool) {
        self.has_responded.store(has_responded, Ordering::Relaxed);
    }
}

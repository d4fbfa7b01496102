//! A connection on which nothing happens.

use super::socket::Socket;
use crate::Address;
use crate::channel::Channel;
use loom::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Debug)]
pub(super) struct Connection {
    pub(super) channel: Arc<Channel<Socket>>,
    pub(super) address: Address,
    pub(super) since: Instant,
    pub(super) number: usize,
    pub(super) is_idle: bool,
}

impl Connection {
    pub(super) fn new(channel: Arc<Channel<Socket>>, address: Address, now: Instant) -> Self {
        Self { channel, address, since: now, number: 0, is_idle: true }
    }

    pub(super) fn evictable_after(&self) -> Option<Duration> {
        self.is_idle.then_some(Duration::ZERO)
    }
}

//! Bytes that have been received and not been taken yet.
//!
//! Decides where new bytes go; knows nothing of what they mean.

use std::ops::Range;

/// A buffer that is filled at its end and consumed at its start.
#[derive(Debug, Default)]
pub(crate) struct Input {
    bytes: Vec<u8>,
    start: usize,
}

impl Input {
    pub(crate) fn unread(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.start == self.bytes.len()
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len() - self.start
    }

    /// Takes `count` bytes off the front.
    pub(crate) fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.bytes.len());
        if self.is_empty() {
            self.clear();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.start = 0;
        self.bytes.clear();
    }

    /// Copies the part of the unread bytes that `range` names to the front of `target`.
    pub(crate) fn copy_to(&self, range: Range<usize>, target: &mut [u8]) {
        target[..range.len()].copy_from_slice(&self.unread()[range]);
    }

    /// A vector with capacity for at least `least` bytes more, to be added at its end.
    pub(crate) fn with_room(&mut self, least: usize) -> &mut Vec<u8> {
        if self.bytes.capacity() - self.bytes.len() < least {
            self.make_room(least);
        }
        &mut self.bytes
    }

    pub(crate) fn extend(&mut self, received: &[u8]) {
        self.with_room(received.len()).extend_from_slice(received);
    }

    /// What is unread, in memory no larger than needed; this buffer keeps its own and is empty.
    pub(crate) fn take_rest(&mut self) -> Vec<u8> {
        let rest = self.unread().to_vec();
        self.clear();
        rest
    }

    fn make_room(&mut self, least: usize) {
        self.bytes.drain(..self.start);
        self.start = 0;
        self.bytes.reserve(least);
    }
}

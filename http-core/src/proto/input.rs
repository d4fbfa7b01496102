//! Bytes that have been received and not been taken yet.
//!
//! Decides where new bytes go; knows nothing of what they mean.

use std::ops::Range;

/// A buffer that is filled at its end and consumed at its start.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// All of it is initialised memory, so that a socket can read into what is free.
    bytes: Vec<u8>,
    start: usize,
    end: usize,
}

impl Input {
    pub(crate) fn unread(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.start == self.end
    }

    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Takes `count` bytes off the front.
    pub(crate) fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.end);
        if self.start == self.end {
            self.clear();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.start = 0;
        self.end = 0;
    }

    /// Copies the part of the unread bytes that `range` names to the front of `target`.
    pub(crate) fn copy_to(&self, range: Range<usize>, target: &mut [u8]) {
        target[..range.len()].copy_from_slice(&self.unread()[range]);
    }

    /// Room for at least `least` bytes, to be followed by `filled`.
    pub(crate) fn space(&mut self, least: usize) -> &mut [u8] {
        if self.bytes.len() - self.end < least {
            self.make_room(least);
        }
        &mut self.bytes[self.end..]
    }

    /// `count` bytes of the room that `space` gave now hold received bytes.
    pub(crate) fn filled(&mut self, count: usize) {
        self.end = (self.end + count).min(self.bytes.len());
    }

    pub(crate) fn extend(&mut self, received: &[u8]) {
        self.space(received.len())[..received.len()].copy_from_slice(received);
        self.filled(received.len());
    }

    /// What is unread, in memory no larger than needed; this buffer keeps its own and is empty.
    pub(crate) fn take_rest(&mut self) -> Vec<u8> {
        let rest = self.unread().to_vec();
        self.clear();
        rest
    }

    fn make_room(&mut self, least: usize) {
        self.bytes.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.bytes.len() - self.end < least {
            self.bytes.resize(self.end + least, 0);
        }
    }
}

//! How many events a thread takes at once.
//!
//! Decides: one while there is little to do, so that every idle thread gets its share; more under load, where
//! a wait for each event would be a system call for each request.

use crate::platform::MOST_EVENTS;

/// How many events a thread takes next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Appetite(usize);

impl Default for Appetite {
    fn default() -> Self {
        Self(1)
    }
}

impl Appetite {
    pub(super) fn most(self) -> usize {
        self.0
    }

    /// Where all that was asked for was there, there may be more.
    pub(super) fn found(&mut self, events: usize) {
        self.0 = if events < self.0 { events.max(1) } else { (self.0 * 2).min(MOST_EVENTS) };
    }

    /// What it had taken was taken from it, because it was too slow.
    pub(super) fn was_too_large(&mut self) {
        *self = Self::default();
    }
}

//! Events that one thread takes at once.
//!
//! Decides how many: one while there is little to do, so that every idle thread gets its share; more under load, where
//! a wait for each event would be a system call for each request.

use super::readiness::Event;

/// More than this at once would save hardly anything more.
pub(super) const MOST: usize = 8;

/// Events in the order in which they are served.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Batch {
    events: [Event; MOST],
    taken: usize,
    filled: usize,
}

impl Batch {
    /// One that is full keeps what it has: nobody asks for more than `MOST`.
    pub(super) fn push(&mut self, event: Event) {
        if let Some(place) = self.events.get_mut(self.filled) {
            *place = event;
            self.filled += 1;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.filled - self.taken
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Iterator for Batch {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        let event = self.events[..self.filled].get(self.taken)?;
        self.taken += 1;
        Some(*event)
    }
}

#[cfg(any(not(target_os = "linux"), http_core_portable))]
impl From<Option<Event>> for Batch {
    fn from(event: Option<Event>) -> Self {
        let mut batch = Self::default();
        event.into_iter().for_each(|event| batch.push(event));
        batch
    }
}

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
        self.0 = if events < self.0 { events.max(1) } else { (self.0 * 2).min(MOST) };
    }

    /// What it had taken was taken from it, because it was too slow.
    pub(super) fn was_too_large(&mut self) {
        *self = Self::default();
    }
}

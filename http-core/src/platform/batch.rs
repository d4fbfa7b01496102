//! Events that one thread takes at once.
//!
//! Decides how many there may be, and that they are kept without allocating.

use super::Event;

/// More than this at once would save hardly anything more.
pub(crate) const MOST_EVENTS: usize = 8;

/// Events in the order in which they are served.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Batch {
    events: [Event; MOST_EVENTS],
    taken: usize,
    filled: usize,
}

impl Batch {
    /// One that is full keeps what it has: nobody asks for more than `MOST_EVENTS`.
    pub(crate) fn push(&mut self, event: Event) {
        if let Some(place) = self.events.get_mut(self.filled) {
            *place = event;
            self.filled += 1;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.filled - self.taken
    }

    pub(crate) fn is_empty(&self) -> bool {
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

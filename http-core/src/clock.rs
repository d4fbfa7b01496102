//! The time as one thread sees it.
//!
//! Decides how often the clocks are looked at: once for all that is done in one go, not once a request. Whoever lets time
//! pass says so.

use crate::date::DateCache;
use crate::platform::now;
use std::time::Instant;

/// Two clocks: one that only goes forward, for deadlines, and the one on the wall, for dates.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    now: Option<Instant>,
    date: DateCache,
}

impl Clock {
    pub(crate) fn now(&mut self) -> Instant {
        *self.now.get_or_insert_with(now)
    }

    /// The date as HTTP writes it.
    pub(crate) fn date(&mut self) -> &str {
        let now = self.now();
        self.date.at(now)
    }

    /// Time has passed.
    pub(crate) fn look_again(&mut self) {
        self.now = None;
    }
}

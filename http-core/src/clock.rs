//! The time as one thread sees it.
//!
//! Decides how often the clocks are looked at: once for all that is done in one go, not once a request. Whoever lets time
//! pass says so.

use crate::date::DateLine;
use crate::platform::now;
use std::time::Instant;

/// Two clocks: one that only goes forward, for deadlines, and the one on the wall, for dates.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    now: Option<Instant>,
    date: DateLine,
}

impl Clock {
    pub(crate) fn now(&mut self) -> Instant {
        *self.now.get_or_insert_with(now)
    }

    /// The line that says when a response was made (RFC 9110 section 6.6.1).
    pub(crate) fn date_line(&mut self) -> &str {
        let now = self.now();
        self.date.at(now)
    }

    /// Time has passed.
    pub(crate) fn look_again(&mut self) {
        self.now = None;
    }
}

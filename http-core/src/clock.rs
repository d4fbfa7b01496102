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
    is_date_known: bool,
}

impl Clock {
    pub(crate) fn now(&mut self) -> Instant {
        *self.now.get_or_insert_with(now)
    }

    /// The date as HTTP writes it.
    pub(crate) fn date(&mut self) -> &str {
        if !self.is_date_known {
            self.date.update();
            self.is_date_known = true;
        }
        self.date.text()
    }

    /// Time has passed.
    pub(crate) fn look_again(&mut self) {
        self.now = None;
        self.is_date_known = false;
    }
}

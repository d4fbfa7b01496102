//! What goes wrong again and again.
//!
//! Decides how often the log is told of it: once a second, whatever it is.

use crate::platform::now;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

#[derive(Debug)]
pub(super) struct Complaints {
    started: Instant,
    /// In which second the last one came.
    last: AtomicU64,
}

impl Complaints {
    pub(super) fn new() -> Self {
        Self { started: now(), last: AtomicU64::new(0) }
    }

    /// Is it time for one?
    pub(super) fn may_complain(&self) -> bool {
        let second = now().duration_since(self.started).as_secs() + 1;
        self.last.swap(second, Ordering::Relaxed) != second
    }
}

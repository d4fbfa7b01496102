//! What goes wrong again and again.
//!
//! Decides how often the log is told of it: once a second, and of one thing no less often because of another.

use crate::platform::now;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// What there may be to complain of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Complaint {
    AcceptingPauses,
    CannotWatch,
    NoFurtherThread,
    AllStuck,
}

#[derive(Debug)]
pub(super) struct Complaints {
    started: Instant,
    accepting_pauses: AtomicU64,
    cannot_watch: AtomicU64,
    no_further_thread: AtomicU64,
    all_stuck: AtomicU64,
}

impl Complaints {
    pub(super) fn new() -> Self {
        Self {
            started: now(),
            accepting_pauses: AtomicU64::new(0),
            cannot_watch: AtomicU64::new(0),
            no_further_thread: AtomicU64::new(0),
            all_stuck: AtomicU64::new(0),
        }
    }

    /// Is it time for one of this?
    pub(super) fn may_complain(&self, of: Complaint) -> bool {
        let second = now().duration_since(self.started).as_secs() + 1;
        self.last(of).swap(second, Ordering::Relaxed) != second
    }

    /// In which second the last one of this came.
    fn last(&self, of: Complaint) -> &AtomicU64 {
        match of {
            Complaint::AcceptingPauses => &self.accepting_pauses,
            Complaint::CannotWatch => &self.cannot_watch,
            Complaint::NoFurtherThread => &self.no_further_thread,
            Complaint::AllStuck => &self.all_stuck,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Complaint, Complaints};

    #[test]
    fn one_thing_does_not_hide_another() {
        let complaints = Complaints::new();
        for of in [Complaint::AcceptingPauses, Complaint::NoFurtherThread, Complaint::AllStuck] {
            assert!(complaints.may_complain(of), "{of:?}");
        }
    }
}

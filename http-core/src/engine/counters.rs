//! What happened to connections, in numbers.
//!
//! Decides what is counted for all threads together; requests are counted by each thread for itself, in `crew`.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counters of one server; the crew counts requests.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) connections: Counter,
    pub(super) cut: Counter,
}

#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    pub(super) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

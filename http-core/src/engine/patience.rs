//! How long threads wait for slow clients in the middle of a handler, and how many of them may.
//!
//! Decides when a client takes its response too slowly, and when so many threads wait for clients that no further one
//! should. Knows no sockets.

use crate::Timeouts;
use crate::platform::now;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How often a thread that waits for room tries to write whether it is told of any or not: the kernel tells of room
/// only once a third of its buffer is free, which a slow line may take minutes for.
const PROBES: u32 = 16;
/// Where too many threads wait, slow readers are judged after this part of their time.
const HURRY: u32 = 8;

#[derive(Debug)]
pub(super) struct Patience {
    write: Duration,
    write_rate: u64,
    waiting: AtomicUsize,
    /// More threads than this should not wait for clients: the others are for those that are quick. Of fewer than four
    /// none is spared.
    most_waiting: usize,
}

impl Patience {
    pub(super) fn new(timeouts: &Timeouts, threads: usize) -> Self {
        let Timeouts { write, write_rate, .. } = *timeouts;
        Self { write, write_rate, waiting: AtomicUsize::new(0), most_waiting: (threads - threads / 4).max(1) }
    }

    /// Counts a thread for as long as it waits for a client.
    pub(super) fn wait(&self) -> Wait<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Wait(&self.waiting)
    }

    /// Do so many threads wait that no further one should?
    pub(super) fn is_exhausted(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) >= self.most_waiting
    }

    /// May a client go on that has taken this much in this time?
    pub(super) fn is_enough(&self, taken: u64, passed: Duration) -> bool {
        let expected = u128::from(self.write_rate) * passed.as_millis() / 1000;
        taken > 0 && u128::from(taken) >= expected
    }

    /// How long a thread waits for room before it tries to write again.
    pub(super) fn probe(&self) -> Duration {
        (self.write / PROBES).max(Duration::from_millis(5))
    }

    fn window(&self) -> Duration {
        if self.is_exhausted() { self.write / HURRY } else { self.write }
    }
}

/// A thread that waits.
pub(super) struct Wait<'a>(&'a AtomicUsize);

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How fast a client takes its response, from when it first made somebody wait.
#[derive(Debug)]
pub(super) struct Pace {
    since: Instant,
    taken: u64,
}

impl Pace {
    pub(super) fn new() -> Self {
        Self { since: now(), taken: 0 }
    }

    pub(super) fn took(&mut self, bytes: usize) {
        self.taken += bytes as u64;
    }

    /// Is it too slow? Looked at once each time its time is over.
    pub(super) fn is_too_slow(&mut self, patience: &Patience) -> bool {
        let passed = now().duration_since(self.since);
        if passed < patience.window() {
            return false;
        }
        let is_enough = patience.is_enough(self.taken, passed);
        *self = Self::new();
        !is_enough
    }
}

#[cfg(test)]
mod tests {
    use super::Patience;
    use crate::Timeouts;
    use std::time::Duration;

    fn patience(write_rate: u64) -> Patience {
        Patience::new(&Timeouts { write_rate, ..Timeouts::default() }, 8)
    }

    #[test]
    fn a_rate_is_bytes_a_second() {
        let patience = patience(500);
        assert!(patience.is_enough(15_000, Duration::from_secs(30)));
        assert!(!patience.is_enough(14_999, Duration::from_secs(30)));
    }

    #[test]
    fn without_a_rate_a_single_byte_is_enough() {
        assert!(patience(0).is_enough(1, Duration::from_secs(30)));
        assert!(!patience(0).is_enough(0, Duration::from_secs(30)));
    }

    #[test]
    fn a_quarter_of_the_threads_is_left_to_others() {
        let patience = patience(500);
        let waits: Vec<_> = (0..6).map(|_| (patience.is_exhausted(), patience.wait())).collect();
        assert!(waits.iter().all(|(was_exhausted, _)| !was_exhausted));
        assert!(patience.is_exhausted());
        drop(waits);
        assert!(!patience.is_exhausted());
    }
}

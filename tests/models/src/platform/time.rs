//! Time, which passes only where a model wants it to, and signals to the thread that waits for it.

use loom::sync::{Condvar, Mutex};
use loom::thread;
use std::cell::Cell;
use std::io;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How fast time passes while somebody waits for a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    /// Nothing but the signal ends the wait.
    Stands,
    /// The wait takes as long as it should.
    Passes,
    /// It takes a second.
    Flies,
}

thread_local! {
    static TIME: Cell<(Time, Duration)> = const { Cell::new((Time::Stands, Duration::ZERO)) };
}

impl Time {
    /// Begins anew.
    pub(crate) fn begin(self) {
        TIME.set((self, Duration::ZERO));
    }

    pub(crate) fn pass(passed: Duration) {
        let (time, before) = TIME.get();
        TIME.set((time, before + passed));
    }
}

pub(crate) fn now() -> Instant {
    static BEGINNING: OnceLock<Instant> = OnceLock::new();
    *BEGINNING.get_or_init(Instant::now) + TIME.get().1
}

#[derive(Debug, Default)]
pub(crate) struct Signal {
    is_sent: Mutex<bool>,
    sent: Condvar,
}

impl Signal {
    pub(crate) fn send(&self) {
        *self.is_sent.lock().unwrap() = true;
        self.sent.notify_one();
    }

    pub(crate) fn clear(&self) {
        *self.is_sent.lock().unwrap() = false;
    }

    pub(crate) fn wait(&self, timeout: Duration) -> io::Result<bool> {
        match TIME.get().0 {
            Time::Stands => return Ok(self.wait_until_sent()),
            Time::Passes => Time::pass(timeout),
            Time::Flies => Time::pass(Duration::from_secs(1)),
        }
        // All others have their turn in the meantime.
        thread::yield_now();
        Ok(*self.is_sent.lock().unwrap())
    }

    fn wait_until_sent(&self) -> bool {
        let mut is_sent = self.is_sent.lock().unwrap();
        while !*is_sent {
            is_sent = self.sent.wait(is_sent).unwrap();
        }
        true
    }
}

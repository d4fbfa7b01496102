//! Threads that wait for each other.

use super::Time;
use loom::sync::{Arc, Condvar, Mutex};
use std::cell::Cell;
use std::time::Duration;

pub(crate) use loom::thread::yield_now;

thread_local! {
    /// How often the time is over as soon as somebody waits. After that it never is.
    pub(crate) static TIMES_OVER: Cell<usize> = const { Cell::new(0) };
}

loom::thread_local! {
    static CURRENT: Thread = Thread::default();
}

/// `loom` has threads that can be parked, but one that waits for a lock forgets that it was unparked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Thread(Arc<Parker>);

#[derive(Debug, Default)]
struct Parker {
    is_unparked: Mutex<bool>,
    changed: Condvar,
}

impl Thread {
    pub(crate) fn unpark(&self) {
        *self.0.is_unparked.lock().unwrap() = true;
        self.0.changed.notify_one();
    }
}

pub(crate) fn current() -> Thread {
    CURRENT.with(Clone::clone)
}

pub(crate) fn park_timeout(timeout: Duration) {
    if TIMES_OVER.get() > 0 {
        TIMES_OVER.set(TIMES_OVER.get() - 1);
        Time::pass(timeout);
        return;
    }
    let current = current();
    let mut is_unparked = current.0.is_unparked.lock().unwrap();
    while !*is_unparked {
        is_unparked = current.0.changed.wait(is_unparked).unwrap();
    }
    *is_unparked = false;
}

//! Threads that are waited for.

use super::shared::Engine;
use loom::sync::{Condvar, Mutex};
use std::time::Duration;

pub(super) const HOMECOMING: Duration = Duration::from_secs(1);

#[derive(Debug, Default)]
pub(super) struct Threads {
    at_work: Mutex<usize>,
    left: Condvar,
}

impl Threads {
    pub(super) fn enter(&self) {
        *self.at_work.lock().unwrap() += 1;
    }

    pub(super) fn leave(&self) {
        *self.at_work.lock().unwrap() -= 1;
        self.left.notify_one();
    }
}

impl Engine {
    pub(super) fn dismiss_threads(&self, _: Duration) {
        let mut at_work = self.threads.at_work.lock().unwrap();
        while *at_work > 0 {
            at_work = self.threads.left.wait(at_work).unwrap();
        }
    }
}

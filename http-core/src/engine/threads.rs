//! The threads of a server, as the operating system has them.
//!
//! Decides how they begin and how they end. Which of them are on duty is the business of `crew`, and what they do that
//! of `worker` and `steward`.

use super::complaints::Complaint;
use super::member::{Duty, Member};
use super::shared::Engine;
use super::steward::Steward;
use super::worker::Worker;
use crate::lock::lock;
use crate::logging::warning;
use crate::platform::now;
use crate::platform::thread::{self, JoinHandle};
use std::io;
use std::mem;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long threads get to come home once their sockets are shut down.
pub(super) const HOMECOMING: Duration = Duration::from_secs(1);

/// All workers that were started and not waited for.
#[derive(Debug, Default)]
pub(super) struct Threads(Mutex<Vec<JoinHandle>>);

impl Threads {
    fn remember(&self, thread: JoinHandle) {
        lock(&self.0).push(thread);
    }

    /// Waits for those that have returned, which is what a thread does as the last thing before it returns itself: what
    /// thread-locals of handlers do when they are dropped is not to hold up one that serves.
    ///
    /// Their handles are not just dropped. That would detach them, and glibc's `pthread_detach` still reads what belongs to a
    /// thread after it has left it to that thread to free it, which one that is about to end may do in between.
    pub(super) fn join_returned(&self) {
        let returned: Vec<_> = lock(&self.0).extract_if(.., |thread| thread.is_finished()).collect();
        returned.into_iter().for_each(join);
    }

    /// One of them that nobody waits for yet.
    fn take(&self) -> Option<JoinHandle> {
        lock(&self.0).pop()
    }
}

impl Engine {
    /// All that there are at least, and the steward.
    pub(super) fn start_threads(self: &Arc<Self>) -> io::Result<JoinHandle> {
        let least = self.crew.least();
        for number in 0..least {
            let duty = if number < self.crew.wanted() { Duty::On } else { Duty::Off };
            self.spawn_worker(duty).map_err(|error| {
                let text = format!("can't start thread {} of {least}: {error}", number + 1);
                io::Error::new(error.kind(), text)
            })?;
        }
        let steward = Steward::new(Arc::clone(self));
        thread::spawn("http-core steward", || steward.run())
    }

    /// One thread more on duty; false where there is none to be had.
    pub(super) fn reinforce(self: &Arc<Self>) -> bool {
        if self.crew.call_in() {
            return true;
        }
        let spawned = self.spawn_worker(Duty::On);
        if let Err(error) = &spawned
            && self.complaints.may_complain(Complaint::NoFurtherThread)
        {
            warning!("no further thread: {error}");
        }
        spawned.is_ok_and(|is_new| is_new)
    }

    /// Starts a thread; false where there may be no further one.
    fn spawn_worker(self: &Arc<Self>, duty: Duty) -> io::Result<bool> {
        let Some(member) = self.crew.enlist() else { return Ok(false) };
        if duty == Duty::On {
            self.crew.go_on_duty();
        }
        let worker = Worker::new(Arc::clone(self), Arc::clone(&member), duty);
        let thread = thread::spawn("http-core worker", || worker.run());
        match thread {
            Ok(thread) => self.threads.remember(thread),
            Err(error) => {
                self.forget(&member, duty);
                return Err(error);
            }
        }
        Ok(true)
    }

    fn forget(&self, member: &Arc<Member>, duty: Duty) {
        if duty == Duty::On {
            self.crew.go_off_duty();
        }
        self.crew.leave(member);
    }

    /// Ends all threads. One that is stuck in a handler for longer than `patience` is left behind.
    pub(super) fn dismiss_threads(&self, patience: Duration) {
        self.alarm.send();
        self.crew.dismiss();
        let deadline = now() + patience;
        // As long as one is left it may start another.
        while let Some(thread) = self.threads.take() {
            wait_for(thread, deadline);
        }
    }
}

fn wait_for(thread: JoinHandle, deadline: Instant) {
    while !thread.is_finished() && now() < deadline {
        thread::sleep(Duration::from_millis(1));
    }
    if thread.is_finished() {
        return join(thread);
    }
    warning!("a handler does not return: its thread is left behind");
    // For the reason that `join_returned` gives.
    mem::forget(thread);
}

fn join(thread: JoinHandle) {
    if thread.join().is_err() {
        warning!("a thread of the server has panicked");
    }
}

//! Where new connections come in: the listener, and whether anybody accepts from it.
//!
//! Decides how accepting pauses and goes on. The kernel tells of a connection that waits only once, and in a pause nobody
//! acts on it; so whoever ends the pause has the kernel tell of it once more. Knows neither the connections nor why there is
//! no room for one more.

use crate::lock::lock;
use crate::logging::warning;
use crate::platform::{Interest, Listener, Readiness};
use crate::sync::atomic::{AtomicBool, Ordering};
use crate::sync::{Arc, Mutex, MutexGuard};
use std::io;

/// The event of the listener; it belongs to no connection.
pub(super) const LISTENER: u64 = u64::MAX;

#[derive(Debug)]
pub(super) struct Gate {
    listener: Mutex<Option<Arc<Listener>>>,
    is_paused: AtomicBool,
    /// Whose turn it is to accept while all places are taken.
    turn: Mutex<()>,
}

impl Gate {
    pub(super) fn new(listener: Listener) -> Self {
        Self { listener: Mutex::new(Some(Arc::new(listener))), is_paused: AtomicBool::new(false), turn: Mutex::new(()) }
    }

    /// From here on threads are told of connections that wait.
    pub(super) fn open(&self, readiness: &Readiness) -> io::Result<()> {
        let Some(listener) = self.listener() else { return Ok(()) };
        readiness.register(&*listener, LISTENER, Interest::Reading)
    }

    /// The listener, as long as the server is not being stopped.
    pub(super) fn listener(&self) -> Option<Arc<Listener>> {
        lock(&self.listener).clone()
    }

    /// Ends listening, once those who accept at this moment have let go of the listener.
    pub(super) fn close(&self) {
        lock(&self.listener).take();
    }

    /// While this is held, nobody else makes room for a connection that has no place.
    pub(super) fn take_turn(&self) -> MutexGuard<'_, ()> {
        lock(&self.turn)
    }

    pub(super) fn is_paused(&self) -> bool {
        self.is_paused.load(Ordering::Acquire)
    }

    /// Whoever pauses has to look once more whether there is room by now: somebody may have made some before the pause
    /// was to be seen.
    pub(super) fn pause(&self) {
        self.is_paused.store(true, Ordering::Release);
    }

    /// Ends the pause; false where there is none.
    pub(super) fn end_pause(&self) -> bool {
        self.is_paused() && self.is_paused.swap(false, Ordering::AcqRel)
    }

    /// Ends the pause, and has threads told of connections that wait.
    pub(super) fn resume(&self, readiness: &Readiness) {
        if self.end_pause()
            && let Err(error) = self.tell_again(readiness)
        {
            warning!("accepting can't go on: {error}");
        }
    }

    /// Has threads told once more of connections that wait.
    pub(super) fn tell_again(&self, readiness: &Readiness) -> io::Result<()> {
        let Some(listener) = self.listener() else { return Ok(()) };
        readiness.register_again(&*listener, LISTENER, Interest::Reading)
    }
}

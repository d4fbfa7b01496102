//! Locks that a panic does not close.
//!
//! Decides that a poisoned lock is taken all the same: what is done under the locks of this crate is whole at every
//! moment, so a thread that panicked has left nothing half done.

#[cfg(all(test, http_core_simulation))]
pub(crate) use crate::simulation::lock;
#[cfg(not(all(test, http_core_simulation)))]
use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg(not(all(test, http_core_simulation)))]
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

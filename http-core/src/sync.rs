//! Locks and atomics for the files that `tests/models` compiles once more, where they are those of `loom`.
//!
//! Decides nothing: without `loom` they are the standard library's.

pub(crate) use std::sync::{Arc, Mutex, MutexGuard, atomic};

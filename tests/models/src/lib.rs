//! Models of the engine's parts that threads share: `loom` runs each with every order in which its threads can run, and with all
//! that the memory model allows.
//!
//! The sources are the library's own, compiled once more; what they use is here as small as it can be, with the locks and atomics
//! of `loom`.

#![cfg(test)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod channel;
mod engine;
mod lock;
mod logging;
mod platform;

use std::fmt;

mod sync {
    pub(crate) use loom::sync::{Arc, Mutex, MutexGuard, atomic};
}

/// Nobody is called.
trait Handler {}

#[derive(Debug, Clone, Copy)]
struct Address;

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a client")
    }
}

//! What threads share, for the files that are tried out with every order in which threads can run (`tests/models`).

pub(crate) use std::sync::{Arc, Mutex, MutexGuard, atomic};

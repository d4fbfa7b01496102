//! Threads, as the engine starts them and waits for them.
//!
//! Decides nothing but what there is: how many threads there are is decided in `engine`.

pub(crate) use std::thread::{Thread, current, park_timeout, sleep, yield_now};

use std::io;
use std::thread;

pub(crate) type JoinHandle = thread::JoinHandle<()>;

pub(crate) fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle> {
    thread::Builder::new().name(name.to_owned()).spawn(run)
}

pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

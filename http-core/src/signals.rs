//! SIGINT and SIGTERM.
//!
//! Decides what the first and the second of them do. Nothing is installed unless `run_forever` is called.

use crate::engine::Running;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::{pipe, unregister};
use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Runs a server until a signal comes, then stops it.
///
/// The signals are watched before the server starts, so that none is missed.
pub(crate) fn run_until_signal(start: impl FnOnce() -> io::Result<Running>) -> io::Result<()> {
    let has_come = Arc::new(AtomicBool::new(false));
    let (mut receiver, sender) = UnixStream::pair()?;
    let mut pipes = Vec::new();
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag unset, sets it, and is told; the second ends the process.
        flag::register_conditional_default(signal, Arc::clone(&has_come))?;
        flag::register(signal, Arc::clone(&has_come))?;
        pipes.push(pipe::register(signal, sender.try_clone()?)?);
    }
    let running = start()?;
    let result = wait_for_byte(&mut receiver);
    // From here on any signal ends the process, also when it goes on after the server.
    has_come.store(true, Ordering::SeqCst);
    running.stop();
    for pipe in pipes {
        unregister(pipe);
    }
    result
}

fn wait_for_byte(receiver: &mut UnixStream) -> io::Result<()> {
    loop {
        match receiver.read(&mut [0]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result.map(drop),
        }
    }
}

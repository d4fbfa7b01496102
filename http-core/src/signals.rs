//! SIGINT and SIGTERM.
//!
//! Decides what the first and the second of them do. Nothing is installed unless `run_forever` is called.

use crate::engine::Running;
use crate::lock::lock;
use signal_hook::SigId;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::low_level::{pipe, unregister};
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

static SIGNALS: Mutex<Signals> = Mutex::new(Signals { is_next_the_last: None, waiting: 0 });

/// What the signals of the process are for.
struct Signals {
    /// Is the process ended by the next signal? Signals can't be given back to the system once they are watched, so this is
    /// what they do while no server waits for one.
    is_next_the_last: Option<Arc<AtomicBool>>,
    /// How many servers wait for one.
    waiting: usize,
}

impl Signals {
    /// One server more waits. The next signal sets the flag, which is unset.
    fn begin(&mut self) -> io::Result<Arc<AtomicBool>> {
        let flag = match &self.is_next_the_last {
            Some(flag) => Arc::clone(flag),
            None => Arc::clone(self.is_next_the_last.insert(watched_flag()?)),
        };
        flag.store(false, Ordering::SeqCst);
        self.waiting += 1;
        Ok(flag)
    }

    /// One server less waits.
    fn end(&mut self) {
        self.waiting -= 1;
        if self.waiting > 0 {
            return;
        }
        if let Some(flag) = &self.is_next_the_last {
            flag.store(true, Ordering::SeqCst);
        }
    }
}

/// Runs a server until a signal comes, then stops it.
///
/// The signals are watched before the server starts, so that none is missed.
pub(crate) fn run_until_signal(start: impl FnOnce() -> io::Result<Running>) -> io::Result<()> {
    let (mut receiver, sender) = UnixStream::pair()?;
    let watch = Watch::begin(&sender)?;
    let running = start()?;
    let result = wait_for_byte(&mut receiver);
    // From here on any signal ends the process, also when it goes on after the server.
    drop(watch);
    running.stop();
    result
}

/// While this lives, the first signal is told through a pipe, and the second ends the process.
struct Watch {
    pipes: Vec<SigId>,
    is_next_the_last: Arc<AtomicBool>,
}

impl Watch {
    fn begin(pipe: &UnixStream) -> io::Result<Self> {
        let is_next_the_last = lock(&SIGNALS).begin()?;
        let mut watch = Self { pipes: Vec::new(), is_next_the_last };
        // Behind the flag: whoever is told sets it, which must not make the first signal the second.
        for signal in [SIGINT, SIGTERM] {
            watch.pipes.push(pipe::register(signal, pipe.try_clone()?)?);
        }
        if watch.is_next_the_last.load(Ordering::SeqCst) {
            let mut pipe = pipe;
            pipe.write_all(b"came before the pipes")?;
        }
        Ok(watch)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        lock(&SIGNALS).end();
        for pipe in self.pipes.drain(..) {
            unregister(pipe);
        }
    }
}

/// Set by the first signal; the one after that ends the process.
fn watched_flag() -> io::Result<Arc<AtomicBool>> {
    let is_set = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag unset and sets it; the second ends the process.
        flag::register_conditional_default(signal, Arc::clone(&is_set))?;
        flag::register(signal, Arc::clone(&is_set))?;
    }
    Ok(is_set)
}

fn wait_for_byte(receiver: &mut UnixStream) -> io::Result<()> {
    loop {
        match receiver.read(&mut [0]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result.map(drop),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::Watch;
    use std::os::unix::net::UnixStream;
    use std::sync::atomic::Ordering;

    #[test]
    fn a_server_that_ends_leaves_the_signals_to_the_others() {
        let (_receiver, sender) = UnixStream::pair().unwrap();
        let [first, second] = [Watch::begin(&sender).unwrap(), Watch::begin(&sender).unwrap()];
        let is_next_the_last = first.is_next_the_last.clone();
        drop(second);
        assert!(!is_next_the_last.load(Ordering::SeqCst));
        drop(first);
        assert!(is_next_the_last.load(Ordering::SeqCst));
    }
}

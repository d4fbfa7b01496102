//! Clients that come, and the listener at which they wait.

use super::Interest;
use crate::Address;
use loom::sync::{Arc, Condvar, Mutex};
use std::io;
use std::net::Shutdown;

/// All clients, as the kernel sees them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clients(Arc<Mutex<Counts>>);

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// They wait to be accepted.
    pub(crate) waiting: usize,
    /// Is somebody to be told of them?
    is_event: bool,
    /// Accepting fails so often, because there are no descriptors.
    exhausted: usize,
    pub(crate) accepted: usize,
    pub(crate) closed: usize,
    pub(crate) is_refused: bool,
}

impl Clients {
    pub(crate) fn counts(&self) -> Counts {
        *self.0.lock().unwrap()
    }

    fn change<T>(&self, change: impl FnOnce(&mut Counts) -> T) -> T {
        change(&mut self.0.lock().unwrap())
    }

    /// A client comes: somebody is told, once.
    pub(crate) fn connect(&self) {
        self.change(|counts| {
            counts.waiting += 1;
            counts.is_event = true;
        });
    }

    pub(crate) fn exhaust(&self) {
        self.change(|counts| counts.exhausted += 1);
    }

    /// Is there an event, for whoever asks first?
    pub(crate) fn take_event(&self) -> bool {
        self.change(|counts| std::mem::take(&mut counts.is_event))
    }

    pub(crate) fn listener(&self) -> Listener {
        Listener(self.clone())
    }

    pub(crate) fn stream(&self) -> Stream {
        Stream { clients: self.clone(), is_shut: Mutex::new(false), shut: Condvar::new(), is_told: Mutex::new(false) }
    }
}

#[derive(Debug)]
pub(crate) struct Listener(Clients);

impl Listener {
    pub(crate) fn has_waiting(&self) -> bool {
        self.0.counts().waiting > 0
    }

    pub(crate) fn accept(&self) -> io::Result<(Stream, Address)> {
        self.0.change(|counts| {
            if counts.waiting == 0 {
                return Err(io::ErrorKind::WouldBlock);
            }
            if counts.exhausted > 0 {
                counts.exhausted -= 1;
                return Err(io::ErrorKind::OutOfMemory);
            }
            counts.waiting -= 1;
            counts.accepted += 1;
            Ok(())
        })?;
        Ok((self.0.stream(), Address))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.change(|counts| counts.is_refused = true);
    }
}

pub(crate) fn is_exhausted(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::OutOfMemory
}

/// Connections of this machine come whole.
pub(crate) fn is_of_one_connection(_: &io::Error) -> bool {
    false
}

#[derive(Debug)]
pub(crate) struct Stream {
    clients: Clients,
    is_shut: Mutex<bool>,
    shut: Condvar,
    /// Is there an event, because it was registered again?
    is_told: Mutex<bool>,
}

impl Stream {
    pub(crate) fn shutdown(&self, _: Shutdown) {
        *self.is_shut.lock().unwrap() = true;
        self.shut.notify_one();
    }

    pub(crate) fn wait_until_shut(&self) {
        let mut is_shut = self.is_shut.lock().unwrap();
        while !*is_shut {
            is_shut = self.shut.wait(is_shut).unwrap();
        }
    }

    pub(crate) fn is_told(&self) -> bool {
        *self.is_told.lock().unwrap()
    }

    pub(crate) fn has_unread(&self) -> bool {
        false
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.clients.change(|counts| counts.closed += 1);
    }
}

/// What can be registered.
pub(crate) trait Source {
    /// Looks at once whether there is something to tell.
    fn look(&self);
}

impl Source for Listener {
    fn look(&self) {
        self.0.change(|counts| counts.is_event |= counts.waiting > 0);
    }
}

/// What was sent is there: whoever waits is told.
impl Source for Stream {
    fn look(&self) {
        *self.is_told.lock().unwrap() = true;
    }
}

#[derive(Debug)]
pub(crate) struct Readiness;

impl Readiness {
    pub(crate) fn register(&self, source: &impl Source, token: u64, interest: Interest) -> io::Result<()> {
        self.register_again(source, token, interest)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as on a real machine")]
    pub(crate) fn register_again(&self, source: &impl Source, _: u64, _: Interest) -> io::Result<()> {
        source.look();
        Ok(())
    }
}

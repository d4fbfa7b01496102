//! Waking a thread that waits for sockets.
//!
//! Decides that it is done through a socket too, so that one wait is enough for both.

use super::readiness::wait_readable;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// Sent from any thread, and to be seen until somebody clears it.
#[derive(Debug)]
pub(crate) struct Signal {
    sender: UnixStream,
    receiver: UnixStream,
}

impl Signal {
    pub(crate) fn new() -> io::Result<Self> {
        let (sender, receiver) = UnixStream::pair()?;
        sender.set_nonblocking(true)?;
        receiver.set_nonblocking(true)?;
        Ok(Self { sender, receiver })
    }

    pub(crate) fn send(&self) {
        // Full means that it was sent often enough.
        let _ = (&self.sender).write(&[0]);
    }

    pub(crate) fn clear(&self) {
        while (&self.receiver).read(&mut [0; 64]).is_ok_and(|length| length > 0) {}
    }

    /// Waits until it is sent or the time is over. Was it sent?
    pub(crate) fn wait(&self, timeout: Duration) -> io::Result<bool> {
        wait_readable(self.as_fd(), None, Some(timeout))
    }
}

impl AsFd for Signal {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.receiver.as_fd()
    }
}

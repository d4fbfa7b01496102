//! The socket of a connection: reading and writing, with and without waiting.
//!
//! Decides how a thread that has to wait for its client does it. Knows no timeouts: the deadline is given.

use super::readiness::timespec;
use super::{Room, now};
use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::net::sockopt::set_socket_linger;
use rustix::net::{RecvFlags, SendAncillaryBuffer, SendFlags, recv, send, sendmsg};
use std::io::{self, IoSlice};
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

/// A client that is gone is an error, and no signal.
#[cfg(not(target_vendor = "apple"))]
const SEND: SendFlags = SendFlags::NOSIGNAL;
/// There the socket itself has this option.
#[cfg(target_vendor = "apple")]
const SEND: SendFlags = SendFlags::empty();

/// A connection's socket, TCP or Unix.
///
/// Not the standard library's, which goes through libc: its cancellation points cost as much as parsing the request.
#[derive(Debug)]
pub(crate) struct Stream(OwnedFd);

impl Stream {
    pub(super) fn new(socket: impl Into<OwnedFd>) -> Self {
        Self(socket.into())
    }

    pub(crate) fn try_read(&self, room: &mut Room<'_>) -> io::Result<usize> {
        retry_interrupted(|| match room {
            Room::Over(bytes) => Ok(recv(self, &mut **bytes, RecvFlags::empty())?.0),
            Room::Behind(bytes) => Ok(recv(self, spare_capacity(bytes), RecvFlags::empty())?.0),
        })
    }

    pub(crate) fn try_write(&self, first: &[u8], second: &[u8]) -> io::Result<usize> {
        if second.is_empty() {
            return retry_interrupted(|| Ok(send(self, first, SEND)?));
        }
        let parts = [IoSlice::new(first), IoSlice::new(second)];
        retry_interrupted(|| Ok(sendmsg(self, &parts, &mut SendAncillaryBuffer::default(), SEND)?))
    }

    /// Has the peer sent something that was not read yet?
    pub(crate) fn has_unread(&self) -> bool {
        recv(self, &mut [0], RecvFlags::PEEK).is_ok_and(|(length, _)| length > 0)
    }

    pub(crate) fn shutdown(&self, how: Shutdown) {
        let how = match how {
            Shutdown::Read => rustix::net::Shutdown::Read,
            Shutdown::Write => rustix::net::Shutdown::Write,
            Shutdown::Both => rustix::net::Shutdown::Both,
        };
        if let Err(error) = rustix::net::shutdown(self, how) {
            // The peer was faster.
            crate::logging::debug!("shutdown of a connection: {error}");
        }
    }

    /// Closing the connection will reset it: what the client has not taken is dropped, not kept for it.
    pub(crate) fn reset_when_closed(&self) {
        if let Err(error) = set_socket_linger(self, Some(Duration::ZERO)) {
            crate::logging::debug!("a connection can't be reset: {error}");
        }
    }

    /// Waits for something to read; an error of kind `TimedOut` at the deadline.
    pub(crate) fn wait_to_read(&self, deadline: Option<Instant>) -> io::Result<()> {
        self.wait(PollFlags::IN, deadline)
    }

    /// The same for room to write.
    pub(crate) fn wait_to_write(&self, deadline: Option<Instant>) -> io::Result<()> {
        self.wait(PollFlags::OUT, deadline)
    }

    fn wait(&self, flags: PollFlags, deadline: Option<Instant>) -> io::Result<()> {
        loop {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(now()));
            if left == Some(Duration::ZERO) {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let mut fds = [PollFd::new(self, flags)];
            match poll(&mut fds, left.map(timespec).as_ref()) {
                Ok(0) | Err(Errno::INTR) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl AsFd for Stream {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

fn retry_interrupted<T>(mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match operation() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

//! The socket of a connection: reading and writing, with and without waiting.
//!
//! Decides how a thread that has to wait for its client does it. Knows no timeouts: the deadline is given.

use super::Room;
use super::readiness::timespec;
use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use socket2::SockRef;
use std::io::{self, IoSlice, Write};
use std::mem::MaybeUninit;
use std::net::{Shutdown, TcpStream};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

/// A connection's socket.
#[derive(Debug)]
pub(crate) enum Stream {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Stream {
    /// Not by the standard library, which goes through libc: its cancellation point costs as much as parsing the request.
    pub(crate) fn try_read(&self, room: &mut Room<'_>) -> io::Result<usize> {
        retry_interrupted(|| match room {
            Room::Over(bytes) => Ok(rustix::io::read(self, &mut **bytes)?),
            Room::Behind(bytes) => Ok(rustix::io::read(self, spare_capacity(bytes))?),
        })
    }

    pub(crate) fn try_write(&self, first: &[u8], second: &[u8]) -> io::Result<usize> {
        if second.is_empty() {
            return retry_interrupted(|| match self {
                Self::Tcp(stream) => (&*stream).write(first),
                Self::Unix(stream) => (&*stream).write(first),
            });
        }
        let parts = [IoSlice::new(first), IoSlice::new(second)];
        retry_interrupted(|| match self {
            Self::Tcp(stream) => (&*stream).write_vectored(&parts),
            Self::Unix(stream) => (&*stream).write_vectored(&parts),
        })
    }

    /// Has the peer sent something that was not read yet?
    pub(crate) fn has_unread(&self) -> bool {
        SockRef::from(self).peek(&mut [MaybeUninit::uninit()]).is_ok_and(|length| length > 0)
    }

    pub(crate) fn shutdown(&self, how: Shutdown) {
        let result = match self {
            Self::Tcp(stream) => stream.shutdown(how),
            Self::Unix(stream) => stream.shutdown(how),
        };
        if let Err(error) = result {
            // The peer was faster.
            crate::logging::debug!("shutdown of a connection: {error}");
        }
    }

    /// Closing the connection will reset it: what the client has not taken is dropped, not kept for it.
    pub(crate) fn reset_when_closed(&self) {
        if let Err(error) = SockRef::from(self).set_linger(Some(Duration::ZERO)) {
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
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
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
        match self {
            Self::Tcp(stream) => stream.as_fd(),
            Self::Unix(stream) => stream.as_fd(),
        }
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

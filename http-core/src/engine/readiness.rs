//! Which sockets have something to read, as the kernel tells it: one epoll instance that all threads wait on.
//!
//! Decides how sockets are registered: once, edge-triggered. Knows tokens, no connections.

use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

/// Something happened at the socket that was registered with this token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) token: u64,
    /// The peer will send nothing more: a short read is no proof that all was read.
    pub(super) has_ended: bool,
}

/// What a socket is registered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interest {
    /// Told once each time bytes have arrived.
    Reading,
    /// The same, and once each time there is room to write again.
    ReadingAndWriting,
    /// Told again and again, to every thread.
    Alarm,
}

#[derive(Debug)]
pub(super) struct Readiness {
    epoll: OwnedFd,
}

impl Readiness {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { epoll: epoll::create(CreateFlags::CLOEXEC)? })
    }

    pub(super) fn register(&self, socket: impl AsFd, token: u64, interest: Interest) -> io::Result<()> {
        Ok(epoll::add(&self.epoll, socket, EventData::new_u64(token), flags(interest))?)
    }

    /// Changes the interest; what is ready now is told once more.
    pub(super) fn register_again(&self, socket: impl AsFd, token: u64, interest: Interest) -> io::Result<()> {
        Ok(epoll::modify(&self.epoll, socket, EventData::new_u64(token), flags(interest))?)
    }

    /// Waits for one event.
    pub(super) fn wait(&self) -> io::Result<Option<Event>> {
        self.wait_for(None)
    }

    /// Takes an event if there is one now.
    pub(super) fn take(&self) -> io::Result<Option<Event>> {
        self.wait_for(Some(&Timespec { tv_sec: 0, tv_nsec: 0 }))
    }

    fn wait_for(&self, timeout: Option<&Timespec>) -> io::Result<Option<Event>> {
        let mut events = [const { std::mem::MaybeUninit::uninit() }; 1];
        let (found, _) = match epoll::wait(&self.epoll, &mut events, timeout) {
            Ok(found) => found,
            Err(Errno::INTR) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(found.first().copied().map(|event| {
            // Copies: the kernel's struct is packed on some machines.
            let (data, flags) = (event.data, event.flags);
            let has_ended = flags.intersects(EventFlags::RDHUP | EventFlags::HUP | EventFlags::ERR);
            Event { token: data.u64(), has_ended }
        }))
    }

    /// For waiting until there are events, without taking any.
    pub(super) fn as_fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }

    pub(super) fn has_events(&self) -> bool {
        let mut fds = [PollFd::new(&self.epoll, PollFlags::IN)];
        poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|ready| ready > 0)
    }
}

fn flags(interest: Interest) -> EventFlags {
    match interest {
        Interest::Reading => EventFlags::IN | EventFlags::RDHUP | EventFlags::ET,
        Interest::ReadingAndWriting => EventFlags::IN | EventFlags::OUT | EventFlags::RDHUP | EventFlags::ET,
        Interest::Alarm => EventFlags::IN,
    }
}

/// Waits until the first of `fds`, or another one, can be read, or the time is over. Is it the first?
pub(super) fn wait_readable(fds: &[BorrowedFd<'_>], timeout: Option<Duration>) -> io::Result<bool> {
    let mut fds: Vec<_> = fds.iter().map(|fd| PollFd::from_borrowed_fd(*fd, PollFlags::IN)).collect();
    match poll(&mut fds, timeout.map(timespec).as_ref()) {
        Ok(_) | Err(Errno::INTR) => Ok(fds.first().is_some_and(|fd| !fd.revents().is_empty())),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

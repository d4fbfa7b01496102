//! Linux: one epoll instance that all threads wait on.
//!
//! Decides how sockets are registered: once, edge-triggered.

use super::{timespec, wait_readable};
use crate::platform::{Batch, Event, Interest, MOST_EVENTS, Signal};
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

#[derive(Debug)]
pub(crate) struct Readiness {
    epoll: OwnedFd,
}

impl Readiness {
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self { epoll: epoll::create(CreateFlags::CLOEXEC)? })
    }

    pub(crate) fn register(&self, socket: impl AsFd, token: u64, interest: Interest) -> io::Result<()> {
        Ok(epoll::add(&self.epoll, socket, EventData::new_u64(token), flags(interest))?)
    }

    /// Changes the interest; what is ready now is told once more.
    pub(crate) fn register_again(&self, socket: impl AsFd, token: u64, interest: Interest) -> io::Result<()> {
        Ok(epoll::modify(&self.epoll, socket, EventData::new_u64(token), flags(interest))?)
    }

    /// Waits for events, and takes `most` of them. There may be none: after `timeout`, and after a signal.
    pub(crate) fn wait(&self, most: usize, timeout: Option<Duration>) -> io::Result<Batch> {
        let timeout = timeout.map(timespec);
        let timeout = timeout.as_ref();
        let mut room = [const { MaybeUninit::uninit() }; MOST_EVENTS];
        let (found, _) = match epoll::wait(&self.epoll, &mut room[..most.clamp(1, MOST_EVENTS)], timeout) {
            Ok(found) => found,
            Err(Errno::INTR) => return Ok(Batch::default()),
            Err(error) => return Err(error.into()),
        };
        let mut events = Batch::default();
        for event in found {
            // Copies: the kernel's struct is packed on some machines.
            let (data, flags) = (event.data, event.flags);
            let has_ended = flags.intersects(EventFlags::RDHUP | EventFlags::HUP | EventFlags::ERR);
            events.push(Event { token: data.u64(), has_ended });
        }
        Ok(events)
    }

    /// Takes an event if there is one now.
    pub(crate) fn take(&self) -> io::Result<Batch> {
        self.wait(1, Some(Duration::ZERO))
    }

    /// Waits until there are events, which are left to others, or `wake` is sent. Was it?
    pub(crate) fn watch(&self, wake: &Signal, timeout: Option<Duration>) -> io::Result<bool> {
        wait_readable(wake.as_fd(), Some(self.epoll.as_fd()), timeout)
    }

    pub(crate) fn has_events(&self) -> bool {
        let mut fds = [PollFd::new(&self.epoll, PollFlags::IN)];
        poll(&mut fds, Some(&timespec(Duration::ZERO))).is_ok_and(|ready| ready > 0)
    }
}

fn flags(interest: Interest) -> EventFlags {
    match interest {
        Interest::Reading => EventFlags::IN | EventFlags::RDHUP | EventFlags::ET,
        Interest::ReadingAndWriting => EventFlags::IN | EventFlags::OUT | EventFlags::RDHUP | EventFlags::ET,
        Interest::Alarm => EventFlags::IN,
    }
}

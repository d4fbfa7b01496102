//! Elsewhere than on Linux: `mio`, with one thread at a time waiting for all.
//!
//! Decides who that thread is: whoever has the lock. The next one waits for the lock instead of for events, so an
//! event still wakes one thread and is served by it.

use super::wait_readable;
use crate::lock::lock;
use crate::platform::{Batch, Event, Interest, Signal};
use mio::unix::SourceFd;
use mio::{Events, Poll, Registry, Token};
use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::Duration;

/// How often the steward looks for events that nobody waits for.
const WATCH: Duration = Duration::from_millis(10);

#[derive(Debug)]
pub(crate) struct Readiness {
    registry: Registry,
    waiting: Mutex<Waiting>,
    /// Told once by the system, but meant for every thread.
    alarm: Mutex<Option<(OwnedFd, u64)>>,
}

#[derive(Debug)]
struct Waiting {
    poll: Poll,
    events: Events,
    /// Events that somebody looked at without taking them.
    seen: VecDeque<Event>,
}

impl Waiting {
    fn next(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(event) = self.seen.pop_front() {
            return Ok(Some(event));
        }
        match self.poll.poll(&mut self.events, timeout) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(None),
            result => result?,
        }
        Ok(self.events.iter().next().map(|event| Event {
            token: event.token().0 as u64,
            has_ended: event.is_read_closed() || event.is_write_closed() || event.is_error(),
        }))
    }
}

impl Readiness {
    pub(crate) fn new() -> io::Result<Self> {
        let poll = Poll::new()?;
        let registry = poll.registry().try_clone()?;
        let waiting = Waiting { poll, events: Events::with_capacity(1), seen: VecDeque::new() };
        Ok(Self { registry, waiting: Mutex::new(waiting), alarm: Mutex::new(None) })
    }

    pub(crate) fn register(&self, socket: impl AsFd, token: u64, interest: Interest) -> io::Result<()> {
        if interest == Interest::Alarm {
            let own = socket.as_fd().try_clone_to_owned()?;
            self.registry.register(&mut SourceFd(&own.as_raw_fd()), name(token)?, interests(interest))?;
            *lock(&self.alarm) = Some((own, token));
            return Ok(());
        }
        self.registry.register(&mut SourceFd(&socket.as_fd().as_raw_fd()), name(token)?, interests(interest))
    }

    /// Changes the interest; what is ready now is told once more.
    pub(crate) fn register_again(&self, socket: impl AsFd, token: u64, interest: Interest) -> io::Result<()> {
        self.registry.reregister(&mut SourceFd(&socket.as_fd().as_raw_fd()), name(token)?, interests(interest))
    }

    /// Waits for one event, however many are wanted: the next thread waits already. There may be none: `timeout` after the
    /// thread before has gone, and after a signal.
    pub(crate) fn wait(&self, _most: usize, timeout: Option<Duration>) -> io::Result<Batch> {
        let event = lock(&self.waiting).next(timeout)?;
        self.repeat_alarm(event)?;
        Ok(event.into())
    }

    /// Takes an event if there is one now and nobody waits for it.
    pub(crate) fn take(&self) -> io::Result<Batch> {
        let Some(mut waiting) = try_lock(&self.waiting) else { return Ok(Batch::default()) };
        let event = waiting.next(Some(Duration::ZERO))?;
        drop(waiting);
        self.repeat_alarm(event)?;
        Ok(event.into())
    }

    /// Waits until there are events, which are left to others, or `wake` is sent. Was it?
    pub(crate) fn watch(&self, wake: &Signal, timeout: Option<Duration>) -> io::Result<bool> {
        wait_readable(wake.as_fd(), None, Some(timeout.map_or(WATCH, |timeout| timeout.min(WATCH))))
    }

    pub(crate) fn has_events(&self) -> bool {
        // Where the lock is taken somebody waits, and takes the event.
        let Some(mut waiting) = try_lock(&self.waiting) else { return false };
        if let Ok(Some(event)) = waiting.next(Some(Duration::ZERO)) {
            waiting.seen.push_front(event);
        }
        !waiting.seen.is_empty()
    }

    fn repeat_alarm(&self, event: Option<Event>) -> io::Result<()> {
        let alarm = lock(&self.alarm);
        let Some((own, token)) = alarm.as_ref() else { return Ok(()) };
        if event.is_none_or(|event| event.token != *token) {
            return Ok(());
        }
        self.register_again(own, *token, Interest::Alarm)
    }
}

fn interests(interest: Interest) -> mio::Interest {
    match interest {
        Interest::Reading | Interest::Alarm => mio::Interest::READABLE,
        Interest::ReadingAndWriting => mio::Interest::READABLE | mio::Interest::WRITABLE,
    }
}

fn name(token: u64) -> io::Result<Token> {
    usize::try_from(token).map(Token).map_err(io::Error::other)
}

fn try_lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match mutex.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

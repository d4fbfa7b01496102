//! What is asked of the operating system: the time, threads, sockets, and which of them are ready.
//!
//! Decides what there is to ask for, so that a simulation can answer in its place. Knows nothing of HTTP.

mod batch;
mod clock;
mod readiness;
mod signal;
mod socket;
pub(crate) mod thread;

pub(crate) use batch::{Batch, MOST_EVENTS};
pub(crate) use clock::now;
pub(crate) use readiness::Readiness;
pub(crate) use signal::Signal;
pub(crate) use socket::{Listener, Stream};

/// Something happened at the socket that was registered with this token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Event {
    pub(crate) token: u64,
    /// The peer will send nothing more: a short read is no proof that all was read.
    pub(crate) has_ended: bool,
}

/// What a socket is registered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interest {
    /// Told once each time bytes have arrived.
    Reading,
    /// The same, and once each time there is room to write again.
    ReadingAndWriting,
    /// Told again and again, to every thread.
    Alarm,
}

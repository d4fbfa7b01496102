//! What is asked of the operating system: the time, threads, descriptors, sockets, which of them are ready, and
//! where lines go.
//!
//! Decides what there is to ask for, so that a simulation can answer in its place. Knows nothing of HTTP.

mod accept_errors;
mod batch;
#[cfg(not(all(test, http_core_simulation)))]
mod clock;
mod descriptors;
#[cfg(not(all(test, http_core_simulation)))]
mod listener;
#[cfg(not(all(test, http_core_simulation)))]
mod readiness;
mod room;
#[cfg(not(all(test, http_core_simulation)))]
mod signal;
#[cfg(not(all(test, http_core_simulation)))]
mod stream;
#[cfg(not(all(test, http_core_simulation)))]
pub(crate) mod thread;

#[cfg(all(test, http_core_simulation))]
pub(crate) use crate::simulation::{Listener, Readiness, Signal, Stream, now, stderr, thread};
pub(crate) use accept_errors::{is_exhausted, is_of_one_connection};
pub(crate) use batch::{Batch, MOST_EVENTS};
pub(crate) use descriptors::{affordable_connections, make_room_for};
pub(crate) use room::Room;
#[cfg(not(all(test, http_core_simulation)))]
pub(crate) use {
    clock::now, listener::Listener, readiness::Readiness, signal::Signal, std::io::stderr, stream::Stream,
};

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

//! A machine as small as it can be, for the sources that ask for one.

#[path = "../../../../http-core/src/platform/batch.rs"]
mod batch;
mod network;
pub(crate) mod thread;
mod time;

pub(crate) use batch::Batch;
pub(crate) use network::{Clients, Listener, Readiness, Stream, is_exhausted, is_of_one_connection};
pub(crate) use time::{Signal, Time, now};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Event {
    pub(crate) token: u64,
    pub(crate) has_ended: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Interest {
    Reading,
    ReadingAndWriting,
}

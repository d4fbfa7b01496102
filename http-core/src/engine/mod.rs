//! Connections, threads and time: everything between the operating system and a handler.
//!
//! Decides who reads, who waits and for how long. Knows `dyn Handler` and the protocol core; no routes, and
//! nothing above them.

mod accept;
mod appetite;
mod attendant;
mod busy;
mod complaints;
mod connection;
mod conversation;
mod counters;
mod crew;
mod drain;
mod gate;
mod member;
mod partial_request;
mod patience;
mod running;
mod settings;
mod shared;
mod slowness;
mod socket;
mod steward;
mod stopper;
mod table;
mod takeover;
#[cfg(all(test, not(http_core_simulation)))]
mod tests;
mod threads;
mod waiting;
mod worker;

#[cfg(any(test, fuzzing))]
pub(crate) use conversation::Phase;
pub(crate) use conversation::{Conversation, Next, Nobody};
pub use running::{Running, Stats};
pub(crate) use settings::Settings;
pub(crate) use shared::Engine;
pub use stopper::Stopper;

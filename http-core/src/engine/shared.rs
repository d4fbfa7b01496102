//! What the threads of a server share, and how they pass connections on to each other.
//!
//! Decides who has to be told when a connection comes back, or is gone. How threads begin and end is the business of
//! `threads`.

use super::complaints::Complaints;
use super::connection::Connection;
use super::counters::Counters;
use super::crew::Crew;
use super::gate::{Gate, LISTENER};
use super::patience::Patience;
use super::settings::Settings;
use super::slowness::Slowness;
use super::table::{Parking, Table, Token};
use super::threads::Threads;
use crate::Handler;
use crate::logging::debug;
use crate::platform::{Event, Interest, Readiness, Signal, now};
use crate::sync::Arc;
use crate::sync::atomic::Ordering;
use std::fmt;
use std::io;
use std::time::Duration;

/// The event that sends threads home.
pub(super) const ALARM: u64 = u64::MAX - 1;

/// How often deadlines are looked at while anyone is connected: how late one may be kept.
const SHORTEST_TICK: Duration = Duration::from_millis(5);
const LONGEST_TICK: Duration = Duration::from_millis(80);
/// How often accepting is tried again while descriptors or memory are exhausted.
const RETRY: Duration = Duration::from_millis(50);

pub(crate) struct Engine {
    pub(super) handler: Arc<dyn Handler>,
    pub(super) settings: Arc<Settings>,
    pub(super) readiness: Readiness,
    pub(super) table: Table,
    pub(super) gate: Gate,
    pub(super) crew: Crew,
    pub(super) threads: Threads,
    pub(super) slowness: Slowness,
    pub(super) counters: Counters,
    pub(super) complaints: Complaints,
    pub(super) patience: Arc<Patience>,
    /// Wakes the steward.
    pub(super) steward: Arc<Signal>,
    /// Sends all threads home that wait for events.
    pub(super) alarm: Signal,
}

/// Which events are told of once more when a connection is given back: the kernel tells of each only once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Those that came while it was away, if any did.
    Missed,
    /// All that is ready, in any case: somebody has to go on with it.
    Again,
}

/// Connections.
impl Engine {
    /// Parks a connection that was not claimed because of an event.
    pub(super) fn give_back(&self, token: Token, mut connection: Box<Connection>, allowance: Duration, told: Told) {
        let mut is_to_be_told = told == Told::Again;
        while let Parking::Missed(again, _) = self.table.park(token, connection, allowance) {
            connection = again;
            is_to_be_told = true;
        }
        if is_to_be_told && let Err(error) = self.tell_of_connection(token) {
            // Then it ends with its time.
            debug!("a connection can't be watched: {error}");
        }
    }

    /// Parks an idle connection again where something has come on it meanwhile, and has somebody told of that. Elsewhere the
    /// caller has it still.
    pub(super) fn give_back_if_unread(&self, token: Token, mut connection: Box<Connection>) -> Option<Box<Connection>> {
        if !connection.channel.transport.stream.has_unread() {
            return Some(connection);
        }
        connection.since = now();
        self.give_back(token, connection, self.settings.timeouts.head, Told::Again);
        None
    }

    /// Frees the place of a connection that has ended.
    pub(super) fn release(&self, token: Token) {
        self.table.release(token);
        self.gate.resume(&self.readiness);
        if self.is_draining() && self.table.open() == 0 {
            self.steward.send();
        }
    }

    /// Frees the place of a connection whose owner has lost it.
    pub(super) fn give_up(&self, token: Token) {
        if self.table.is_owned(token) {
            self.release(token);
        }
    }
}

/// Accepting.
impl Engine {
    /// Pauses until a connection ends; false where one has just ended.
    pub(super) fn pause_accepting(&self) -> bool {
        self.gate.pause();
        // One may have ended before the pause was to be seen.
        self.table.is_full() || !self.gate.end_pause()
    }

    /// Pauses until a connection ends or the steward tries again.
    pub(super) fn pause_accepting_for_a_while(&self) {
        self.gate.pause();
        self.steward.send();
    }
}

/// Events.
impl Engine {
    /// Has the kernel tell of events once more, to whoever waits: the thread that took them does not come to them.
    pub(super) fn tell_again(&self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            let told = match event.token {
                ALARM => continue,
                LISTENER => self.gate.tell_again(&self.readiness),
                _ => self.tell_of_connection(Token::from_event(event)),
            };
            if let Err(error) = told {
                // A connection ends with its time then.
                debug!("an event can't be told again: {error}");
            }
        }
    }

    fn tell_of_connection(&self, token: Token) -> io::Result<()> {
        let Some(channel) = self.table.channel(token) else { return Ok(()) };
        let stream = &channel.transport.stream;
        self.readiness.register_again(stream, token.to_event_token(), Interest::ReadingAndWriting)
    }
}

/// Stopping, and the time.
impl Engine {
    pub(super) fn is_draining(&self) -> bool {
        self.settings.is_stopping.load(Ordering::Acquire)
    }

    /// How exactly deadlines are kept.
    pub(super) fn tick(&self) -> Duration {
        if self.gate.is_paused() {
            return RETRY;
        }
        (self.settings.timeouts.shortest() / 10).clamp(SHORTEST_TICK, LONGEST_TICK)
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Engine").field("settings", &self.settings).finish_non_exhaustive()
    }
}

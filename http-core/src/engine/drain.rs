//! How a server ends that was told to stop.
//!
//! Decides the order: nobody is let in any more, idle connections are closed, requests in flight get their time, what is
//! left then is cut, and the threads go home.

use super::steward::Steward;
use super::threads::HOMECOMING;
use crate::logging::warning;
use crate::platform::now;
use std::time::{Duration, Instant};

/// How often idle connections are looked for, where nothing happens meanwhile.
const LOOK: Duration = Duration::from_millis(1);

impl Steward {
    pub(super) fn drain(&mut self) {
        self.engine.gate.close();
        self.let_finish(now() + self.engine.settings.timeouts.drain);
        self.cut();
        self.engine.dismiss_threads(HOMECOMING);
        // What was accepted or parked at the last moment, which nobody is told of any more.
        self.close_all();
        if let Some(log) = &self.engine.settings.access_log {
            log.finish();
        }
    }

    /// Lets requests in flight finish, until the deadline at the latest.
    fn let_finish(&mut self, deadline: Instant) {
        loop {
            self.close_idle();
            if self.engine.table.is_empty() || now() >= deadline {
                return;
            }
            self.look_after_all();
            // A connection that is released, or a second wish to stop, wakes it earlier.
            let _ = self.engine.steward.wait(LOOK);
            self.engine.steward.clear();
        }
    }

    /// A request that has come, and that nobody has had the time to read, is in flight.
    fn close_idle(&mut self) {
        let Self { engine, attendant, .. } = self;
        engine.table.claim_idle(|token, connection| {
            if let Some(idle) = engine.give_back_if_unread(token, connection) {
                attendant.close(token, idle);
            }
        });
    }

    fn cut(&mut self) {
        let open = self.engine.table.open();
        if open > 0 {
            warning!("the time for draining is over: {open} connections were cut");
        }
        self.engine.counters.cut.add(open as u64);
        self.close_all();
    }

    fn close_all(&mut self) {
        let Self { engine, attendant, .. } = self;
        engine.table.cut_all(|token, connection| attendant.close(token, connection));
    }
}

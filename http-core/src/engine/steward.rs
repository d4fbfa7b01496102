//! The thread that watches over all others and over the clock.
//!
//! Decides when a stuck thread is replaced and when a client's time is over.
//! An idle server without connections never wakes it.

use super::accept::accept;
use super::attendant::Attendant;
use super::busy::Busy;
use super::complaints::Complaint;
use super::gate::LISTENER;
use super::shared::{ALARM, Engine};
use super::table::Token;
use crate::logging::{error, warning};
use crate::panics;
use crate::platform::now;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often it looks at the threads while there is work.
const LOOK: Duration = Duration::from_millis(1);
/// How often where nobody was missing for long and no thread is in a handler: each look takes a core from the threads.
const SELDOM: Duration = Duration::from_millis(4);
/// Looks at which nobody is missing before it looks so seldom.
const LONG_CALM: u32 = 64;
/// Looks without any change before it goes back to sleep.
const QUIET_LOOKS: u32 = 50;
/// Looks at which nobody is missing before it forgets how many were needed.
const CALM_LOOKS: u32 = 4;
/// How long all threads are stuck before the steward answers in their place.
const STUCK: Duration = Duration::from_secs(1);
/// Events that it takes then before it looks at the threads again.
const AT_ONCE: usize = 64;

pub(super) struct Steward {
    pub(super) engine: Arc<Engine>,
    pub(super) attendant: Attendant,
    quiet_looks: u32,
    next_sweep: Instant,
    /// How many threads to call in at once; doubled while it is not enough.
    burst: usize,
    /// Looks since somebody was missing, or since nothing had changed.
    calm_looks: u32,
    /// Was a thread in a handler at the last look?
    is_anyone_handling: bool,
    /// Since when every thread there may be is stuck in a handler.
    stuck_since: Option<Instant>,
}

/// One that has no time for handlers.
fn attendant(engine: &Arc<Engine>) -> Attendant {
    Attendant::new(Arc::clone(engine), Arc::new(Busy))
}

impl Steward {
    pub(super) fn new(engine: Arc<Engine>) -> Self {
        let attendant = attendant(&engine);
        Self {
            engine,
            attendant,
            quiet_looks: 0,
            next_sweep: now(),
            burst: 1,
            calm_looks: 0,
            is_anyone_handling: false,
            stuck_since: None,
        }
    }

    pub(super) fn run(mut self) {
        while !self.engine.is_draining() {
            self.wait();
            self.look_and_sweep();
        }
        self.drain();
    }

    /// A panic here is a bug of the library's. Everything depends on this thread, so it goes on.
    fn look_and_sweep(&mut self) {
        let result = catch_unwind(AssertUnwindSafe(|| {
            self.look();
            self.sweep();
        }));
        if let Err(panic) = result {
            error!("the server's steward panicked: {}", panics::into_text(panic));
            self.attendant = attendant(&self.engine);
        }
    }

    fn wait(&self) {
        let engine = &self.engine;
        let wake = &engine.steward;
        let was_woken = match self.is_active() {
            true => wake.wait(self.until_next_look()),
            false => engine.readiness.watch(wake, self.until_next_sweep()),
        };
        // Failing to wait means looking more often, nothing worse.
        if was_woken.unwrap_or(true) {
            wake.clear();
        }
    }

    fn is_active(&self) -> bool {
        self.quiet_looks < QUIET_LOOKS
    }

    fn until_next_look(&self) -> Duration {
        let is_calm = self.calm_looks > LONG_CALM && !self.is_anyone_handling;
        if is_calm { SELDOM } else { LOOK }
    }

    fn until_next_sweep(&self) -> Option<Duration> {
        let has_deadlines = self.engine.table.open() > 0 || self.engine.gate.is_paused();
        has_deadlines.then(|| self.next_sweep.saturating_duration_since(now()))
    }

    /// Replaces threads that are stuck in handlers.
    fn look(&mut self) {
        let look = self.engine.crew.look();
        look.notes.iter().for_each(|note| self.engine.slowness.was_slow(*note));
        self.engine.tell_again(look.left);
        self.is_anyone_handling = look.is_anyone_handling;
        let is_waiting_in_vain = look.is_anyone_busy && self.engine.readiness.has_events();
        if look.has_changed || is_waiting_in_vain {
            self.quiet_looks = 0;
        } else {
            self.quiet_looks = self.quiet_looks.saturating_add(1);
            // Nothing is known of the requests that come next.
            self.calm_looks = 0;
        }
        self.call_in(is_waiting_in_vain);
        self.stand_in(look.has_changed);
    }

    fn call_in(&mut self, is_waiting_in_vain: bool) {
        let missing = self.engine.crew.missing();
        if missing == 0 {
            self.calm_looks = self.calm_looks.saturating_add(1);
            if !is_waiting_in_vain || self.calm_looks > CALM_LOOKS {
                self.burst = 1;
            }
            return;
        }
        self.calm_looks = 0;
        let calls = if is_waiting_in_vain { missing.max(self.burst) } else { missing };
        for _ in 0..calls {
            if !self.engine.reinforce() {
                break;
            }
        }
        self.burst = if is_waiting_in_vain { (self.burst * 2).min(64) } else { 1 };
    }

    /// Where all threads are stuck for long, requests are told so instead of waiting.
    fn stand_in(&mut self, has_changed: bool) {
        let is_anyone_there = self.engine.crew.missing() < self.engine.crew.wanted();
        if has_changed || is_anyone_there {
            self.stuck_since = None;
            return;
        }
        let since = *self.stuck_since.get_or_insert_with(now);
        if now().saturating_duration_since(since) < STUCK {
            return;
        }
        if self.engine.complaints.may_complain(Complaint::AllStuck) {
            warning!("every thread is stuck in a handler: requests are answered with 503");
        }
        for _ in 0..AT_ONCE {
            let Some(event) = self.engine.readiness.take().ok().and_then(|mut events| events.next()) else { return };
            self.attendant.look_at_clocks_again();
            match event.token {
                ALARM => return,
                LISTENER => accept(&self.engine),
                _ => self.attendant.serve(Token::from_event(event), event, &mut Busy),
            }
        }
    }

    /// Ends connections whose time is over.
    fn sweep(&mut self) {
        let now = now();
        if now < self.next_sweep {
            return;
        }
        self.next_sweep = now + self.engine.tick();
        self.engine.gate.resume(&self.engine.readiness);
        let Self { engine, attendant, .. } = self;
        engine.table.claim_overdue(now, |token, connection| attendant.time_out(token, connection));
    }

    /// All that it does in between, at once.
    pub(super) fn look_after_all(&mut self) {
        self.next_sweep = now();
        self.look_and_sweep();
    }
}

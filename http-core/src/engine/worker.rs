//! A thread on duty: it waits for an event, serves the connection, and waits again.
//!
//! Decides when the thread goes off duty and comes back. What is done for a connection is the attendant's.

use super::accept::accept;
use super::appetite::Appetite;
use super::conversation::Watcher;
use super::gate::LISTENER;
use super::member::{Duty, Member};
use super::shared::{ALARM, Engine};
use super::table::Token;
use super::{attendant::Attendant, crew::Crew, slowness};
use crate::Request;
use crate::logging::error;
use crate::panics;
use crate::platform::{Batch, Event, now};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A handler that takes no longer than this keeps nobody waiting.
const QUICK: Duration = Duration::from_millis(1);

pub(super) struct Worker {
    attendant: Attendant,
    shift: Shift,
}

/// The thread's own view of its duty.
struct Shift {
    engine: Arc<Engine>,
    member: Arc<Member>,
    duty: Duty,
    /// What is known of the handler that runs.
    handling: Handling,
    /// Was the last request slow? Off duty, only such work is gone on with.
    was_slow: bool,
    appetite: Appetite,
    /// How many events were kept for later and not come back to. Others may have taken them meanwhile.
    kept: usize,
    /// Has time passed since the last event?
    has_waited: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Handling {
    /// Was it expected to be slow?
    was_expected: bool,
    /// Since when it runs, where that is not the steward's to watch.
    since: Option<Instant>,
}

impl Worker {
    /// A thread that is counted already, if it begins on duty.
    pub(super) fn new(engine: Arc<Engine>, member: Arc<Member>, duty: Duty) -> Self {
        let attendant = Attendant::new(Arc::clone(&engine), Arc::clone(&engine.handler));
        let shift = Shift {
            engine,
            member,
            duty,
            handling: Handling::default(),
            was_slow: false,
            appetite: Appetite::default(),
            kept: 0,
            has_waited: true,
        };
        Self { attendant, shift }
    }

    pub(super) fn run(mut self) {
        while let Some(event) = self.shift.next_event() {
            if event.token == ALARM {
                break;
            }
            if self.shift.has_waited {
                self.attendant.look_at_clocks_again();
            }
            self.shift.begin();
            self.serve(event);
            self.shift.end();
        }
        self.shift.leave();
    }

    /// A panic here is a bug of the library's. It costs one connection, no thread.
    fn serve(&mut self, event: Event) {
        let Self { attendant, shift } = self;
        let served = catch_unwind(AssertUnwindSafe(|| match event.token {
            LISTENER => accept(&shift.engine),
            _ => attendant.serve(Token::from_event(event), event, shift),
        }));
        if let Err(panic) = served {
            let text = panics::into_text(panic);
            error!("the server itself panicked: {text}");
            let engine = &self.shift.engine;
            self.attendant = Attendant::new(Arc::clone(engine), Arc::clone(&engine.handler));
            self.shift.engine.give_up(Token::from_event(event));
        }
    }
}

impl Shift {
    fn crew(&self) -> &Crew {
        &self.engine.crew
    }

    /// The next event to serve; `None` where the thread is not needed any more.
    fn next_event(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.next_kept() {
                self.has_waited = false;
                return Some(event);
            }
            let events = match self.duty {
                Duty::On => self.engine.readiness.wait(self.appetite.most(), self.crew().wait_limit()),
                // Where handlers are slow, work that is there is done on the way: nobody has to be woken for it.
                Duty::Off if self.was_slow => self.engine.readiness.take(),
                Duty::Off => Ok(Batch::default()),
            };
            match events {
                Ok(events) if events.is_empty() => {
                    if !self.is_needed() {
                        return None;
                    }
                }
                Ok(events) => return self.keep(events),
                Err(error) => {
                    error!("waiting for events failed: {error}");
                    return None;
                }
            }
        }
    }

    fn keep(&mut self, events: Batch) -> Option<Event> {
        self.appetite.found(events.len());
        self.kept = events.len() - 1;
        self.has_waited = true;
        self.member.keep(events)
    }

    fn next_kept(&mut self) -> Option<Event> {
        if self.kept == 0 {
            return None;
        }
        let event = self.member.next_kept();
        if event.is_none() {
            self.appetite.was_too_large();
        }
        self.kept = if event.is_some() { self.kept - 1 } else { 0 };
        event
    }

    /// Lets others have the events that were kept.
    fn give_back_kept(&mut self) {
        if std::mem::take(&mut self.kept) > 0 {
            self.appetite.was_too_large();
            self.engine.tell_again(self.member.take_backlog());
        }
    }

    /// There is nothing to do. Is the thread to wait for more?
    fn is_needed(&mut self) -> bool {
        if self.duty == Duty::On && self.crew().step_back() {
            self.duty = Duty::Off;
        }
        self.duty == Duty::On || self.come_back()
    }

    fn come_back(&mut self) -> bool {
        if self.crew().rejoin() || self.crew().stand_by(&self.member) {
            self.duty = Duty::On;
            return true;
        }
        false
    }

    fn begin(&self) {
        match self.duty {
            Duty::On => self.member.begin(),
            Duty::Off => self.member.begin_off_duty(),
        }
    }

    fn end(&mut self) {
        let duty = self.member.end();
        if duty == Duty::Off {
            self.give_back_kept();
        }
        if self.duty == Duty::On && self.kept == 0 {
            self.duty = if self.crew().step_back() { self.after_stepping_back(duty) } else { duty };
        }
    }

    /// Where the thread was struck off as well, it has been counted off duty twice.
    fn after_stepping_back(&self, duty: Duty) -> Duty {
        if duty == Duty::Off {
            self.crew().go_on_duty();
        }
        Duty::Off
    }

    fn leave(mut self) {
        self.give_back_kept();
        if self.duty == Duty::On {
            self.crew().go_off_duty();
        }
        self.crew().leave(&self.member);
        self.engine.threads.join_returned();
    }
}

impl Watcher for Shift {
    /// Somebody takes this thread's place before it may be stuck, not after it is missed.
    fn before_handler(&mut self, request: &Request) {
        let note = slowness::note(request);
        self.member.set_note(note);
        let is_slow = self.engine.slowness.is_slow(note);
        let since = (is_slow || self.member.is_stuck()).then(now);
        self.handling = Handling { was_expected: is_slow, since };
        if is_slow && self.member.hand_over() {
            self.give_back_kept();
            self.crew().go_off_duty();
            self.engine.reinforce();
        }
    }

    fn after_handler(&mut self, request: &Request) -> bool {
        self.member.count_handled();
        self.member.clear_note();
        self.was_slow = match self.handling.since {
            Some(since) => self.judge(request, since),
            // Then the steward has counted it.
            None => self.member.is_stuck(),
        };
        self.was_slow
    }
}

impl Shift {
    /// Was a request slow that the steward did not watch?
    fn judge(&self, request: &Request, since: Instant) -> bool {
        let slowness = &self.engine.slowness;
        let was_slow = now().duration_since(since) >= QUICK;
        if was_slow {
            slowness.was_slow(slowness::note(request));
        } else if self.handling.was_expected {
            slowness.was_quick(slowness::note(request));
        }
        was_slow
    }
}

//! The threads of a server: who is on duty, who stands by, who is missing.
//!
//! Decides how many threads wait for events: as many as there are cores, for more would only wake each other. A thread
//! that is long in a handler is off duty, and another is called in its place. Must not know what events are about.

use super::member::{Member, Note};
use crate::lock::lock;
use crate::platform::{Event, now, thread};
use crate::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use crate::sync::{Arc, Mutex};
use std::ops::RangeInclusive;
use std::time::Duration;

/// How long a thread has nothing to do before it leaves.
const IDLE: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub(super) struct Crew {
    /// Threads that should be on duty.
    wanted: usize,
    threads: RangeInclusive<usize>,
    on_duty: AtomicUsize,
    total: AtomicUsize,
    standing_by: Mutex<Vec<Arc<Member>>>,
    /// All threads, for the steward to look at.
    members: Mutex<Vec<Arc<Member>>>,
    /// Requests that were handled by threads which have left.
    handled: AtomicU64,
    is_dismissed: AtomicBool,
}

/// What a look at the crew has shown.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) is_anyone_busy: bool,
    pub(super) is_anyone_handling: bool,
    pub(super) has_changed: bool,
    pub(super) struck: usize,
    /// What those were in the middle of who were struck off.
    pub(super) notes: Vec<Note>,
    /// Events that were taken from threads which are too slow for them.
    pub(super) left: Vec<Event>,
}

impl Crew {
    pub(super) fn new(cores: usize, threads: RangeInclusive<usize>) -> Self {
        let least = (*threads.start()).max(1);
        let most = (*threads.end()).max(least);
        Self {
            wanted: cores.clamp(1, most),
            threads: least..=most,
            on_duty: AtomicUsize::new(0),
            total: AtomicUsize::new(0),
            standing_by: Mutex::default(),
            members: Mutex::default(),
            handled: AtomicU64::new(0),
            is_dismissed: AtomicBool::new(false),
        }
    }

    pub(super) fn least(&self) -> usize {
        *self.threads.start()
    }

    /// How many threads there may be.
    pub(super) fn most(&self) -> usize {
        *self.threads.end()
    }

    /// How many should be on duty.
    pub(super) fn wanted(&self) -> usize {
        self.wanted
    }

    pub(super) fn total(&self) -> usize {
        self.total.load(Ordering::Acquire)
    }

    pub(super) fn missing(&self) -> usize {
        self.wanted.saturating_sub(self.on_duty.load(Ordering::Acquire))
    }

    /// Makes room for one thread more, if there may be one.
    pub(super) fn enlist(&self) -> Option<Arc<Member>> {
        let more = |total| (total < self.most()).then_some(total + 1);
        self.total.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).ok()?;
        let member = Arc::new(Member::new());
        lock(&self.members).push(Arc::clone(&member));
        Some(member)
    }

    /// The thread is gone, or never came. Means nothing where it has left before.
    pub(super) fn leave(&self, member: &Arc<Member>) {
        let mut members = lock(&self.members);
        let Some(place) = members.iter().position(|other| Arc::ptr_eq(other, member)) else { return };
        members.swap_remove(place);
        self.handled.fetch_add(member.handled(), Ordering::Relaxed);
        drop(members);
        self.total.fetch_sub(1, Ordering::AcqRel);
    }

    /// Requests that were handled by anyone.
    pub(super) fn handled(&self) -> u64 {
        let members = lock(&self.members);
        let by_members: u64 = members.iter().map(|member| member.handled()).sum();
        by_members + self.handled.load(Ordering::Relaxed)
    }

    /// Calls in a thread that stands by; false where none does.
    pub(super) fn call_in(&self) -> bool {
        let Some(member) = lock(&self.standing_by).pop() else { return false };
        self.on_duty.fetch_add(1, Ordering::AcqRel);
        member.call();
        true
    }

    pub(super) fn go_on_duty(&self) {
        self.on_duty.fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn go_off_duty(&self) {
        self.on_duty.fetch_sub(1, Ordering::AcqRel);
    }

    /// How long a thread on duty waits for something to do. Where there are more than needed it is not without end: they step back
    /// when they have served something, and there may be nothing to serve.
    pub(super) fn wait_limit(&self) -> Option<Duration> {
        (self.on_duty.load(Ordering::Relaxed) > self.wanted).then_some(IDLE)
    }

    /// Goes back on duty where somebody is missing.
    pub(super) fn rejoin(&self) -> bool {
        let wanted = self.wanted;
        let one_more = |on_duty| (on_duty < wanted).then_some(on_duty + 1);
        self.on_duty.fetch_update(Ordering::AcqRel, Ordering::Acquire, one_more).is_ok()
    }

    /// Leaves duty where there are more than needed.
    pub(super) fn step_back(&self) -> bool {
        let wanted = self.wanted;
        if self.on_duty.load(Ordering::Relaxed) <= wanted {
            return false;
        }
        let one_less = |on_duty| (on_duty > wanted).then(|| on_duty - 1);
        self.on_duty.fetch_update(Ordering::AcqRel, Ordering::Acquire, one_less).is_ok()
    }

    /// Waits to be called in; false where the thread is not needed any more, and is to end.
    pub(super) fn stand_by(&self, member: &Arc<Member>) -> bool {
        member.begin_to_wait();
        lock(&self.standing_by).push(Arc::clone(member));
        let mut end = now() + IDLE;
        loop {
            if self.is_dismissed.load(Ordering::Acquire) {
                return false;
            }
            thread::park_timeout(end.saturating_duration_since(now()));
            if member.is_called() {
                return true;
            }
            // A handler may have left its thread a wake-up that has nothing to do with this.
            if now() < end {
                continue;
            }
            if self.withdraw(member) {
                return false;
            }
            end = now() + IDLE;
        }
    }

    /// Lets a thread go that stands by; false where there are no more than there are to be at least, or where it was called at the
    /// same moment. Before the next one is asked it is counted no more.
    fn withdraw(&self, member: &Arc<Member>) -> bool {
        let mut standing_by = lock(&self.standing_by);
        if self.total() <= self.least() {
            return false;
        }
        let Some(place) = standing_by.iter().position(|other| Arc::ptr_eq(other, member)) else { return false };
        standing_by.remove(place);
        self.leave(member);
        true
    }

    /// Sends home all that stand by.
    pub(super) fn dismiss(&self) {
        self.is_dismissed.store(true, Ordering::Release);
        for member in lock(&self.standing_by).drain(..) {
            member.wake();
        }
    }

    /// Strikes those off duty that do the same as at the last look.
    pub(super) fn look(&self) -> Look {
        let mut look = Look::default();
        for member in lock(&self.members).iter() {
            let (work, has_changed) = member.look();
            look.has_changed |= has_changed;
            look.is_anyone_busy |= work.is_busy();
            look.is_anyone_handling |= member.note().is_some();
            if !work.may_be_stuck() {
                continue;
            }
            // Read before: afterwards the thread may be in another handler.
            let note = member.note();
            if !has_changed && member.strike(work) {
                self.go_off_duty();
                look.struck += 1;
                look.notes.extend(note);
                look.left.extend(member.take_backlog());
            } else {
                look.left.extend(member.take_old_backlog());
            }
        }
        look
    }
}

//! The threads of a server: who is on duty, who stands by, who is stuck in a handler.
//!
//! Decides how many threads wait for events: as many as there are cores, for more would only wake each other. A thread
//! that is long in a handler is off duty, and another is called in its place. Knows no sockets.

use crate::lock::lock;
use crate::platform::thread::{self, Thread};
use crate::platform::{Batch, Event};
use crate::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use crate::sync::{Arc, Mutex};
use std::ops::RangeInclusive;
use std::time::Duration;

/// How long a thread stands by before it leaves.
const STAND_BY: Duration = Duration::from_secs(10);

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

/// What a thread says of the handler that it is in, for whoever strikes it off; means nothing to the crew. Zero says nothing.
pub(super) type Note = u128;

/// One thread.
#[derive(Debug)]
pub(super) struct Member {
    thread: Mutex<Option<Thread>>,
    /// What it does, and how often it has begun something: `begun << 2 | STUCK | BUSY`.
    work: AtomicU64,
    is_called: AtomicBool,
    /// `work` at the last look.
    last_seen: AtomicU64,
    /// The halves of its `Note`.
    note: [AtomicU64; 2],
    /// Requests that it has handled; nobody else writes it, so that no two threads ever wait for the same counter.
    handled: AtomicU64,
    backlog: Mutex<Backlog>,
}

/// Events that a thread has taken and not come to yet. They are taken from it where others would serve them earlier.
#[derive(Debug, Default)]
struct Backlog {
    events: Batch,
    /// How often the steward has seen it.
    looks: u32,
}

/// It serves an event.
const BUSY: u64 = 1;
/// It has been at it for long, or is expected to be: somebody was called in in its place.
const STUCK: u64 = 2;
const ONE_MORE: u64 = 4;

/// What a thread finds when it has finished something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    On,
    /// Somebody else was called in its place.
    Off,
}

/// What a look at the crew has shown.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) is_anyone_busy: bool,
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
        let most = *self.threads.end();
        let more = |total| (total < most).then_some(total + 1);
        self.total.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).ok()?;
        let member = Arc::new(Member {
            thread: Mutex::default(),
            work: AtomicU64::new(0),
            is_called: AtomicBool::new(false),
            last_seen: AtomicU64::new(0),
            note: [AtomicU64::new(0), AtomicU64::new(0)],
            handled: AtomicU64::new(0),
            backlog: Mutex::default(),
        });
        lock(&self.members).push(Arc::clone(&member));
        Some(member)
    }

    /// The thread is gone, or never came.
    pub(super) fn leave(&self, member: &Arc<Member>) {
        let mut members = lock(&self.members);
        members.retain(|other| !Arc::ptr_eq(other, member));
        self.handled.fetch_add(member.handled.load(Ordering::Relaxed), Ordering::Relaxed);
        drop(members);
        self.total.fetch_sub(1, Ordering::AcqRel);
    }

    /// Requests that were handled by anyone.
    pub(super) fn handled(&self) -> u64 {
        let members = lock(&self.members);
        let by_members: u64 = members.iter().map(|member| member.handled.load(Ordering::Relaxed)).sum();
        by_members + self.handled.load(Ordering::Relaxed)
    }

    /// Calls in a thread that stands by; false where none does.
    pub(super) fn call_in(&self) -> bool {
        let Some(member) = lock(&self.standing_by).pop() else { return false };
        self.on_duty.fetch_add(1, Ordering::AcqRel);
        member.is_called.store(true, Ordering::Release);
        if let Some(thread) = lock(&member.thread).as_ref() {
            thread.unpark();
        }
        true
    }

    pub(super) fn go_on_duty(&self) {
        self.on_duty.fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn go_off_duty(&self) {
        self.on_duty.fetch_sub(1, Ordering::AcqRel);
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

    /// Waits to be called in; false where the thread is not needed any more.
    pub(super) fn stand_by(&self, member: &Arc<Member>) -> bool {
        member.is_called.store(false, Ordering::Relaxed);
        *lock(&member.thread) = Some(thread::current());
        lock(&self.standing_by).push(Arc::clone(member));
        loop {
            if self.is_dismissed.load(Ordering::Acquire) {
                return false;
            }
            thread::park_timeout(STAND_BY);
            if member.is_called.load(Ordering::Acquire) {
                return true;
            }
            if self.total() > self.least() && self.withdraw(member) {
                return false;
            }
        }
    }

    /// Takes a thread off the list of those that stand by; false where it was called at the same moment.
    fn withdraw(&self, member: &Arc<Member>) -> bool {
        let mut standing_by = lock(&self.standing_by);
        let place = standing_by.iter().position(|other| Arc::ptr_eq(other, member));
        place.map(|place| standing_by.remove(place)).is_some()
    }

    /// Sends home all that stand by.
    pub(super) fn dismiss(&self) {
        self.is_dismissed.store(true, Ordering::Release);
        for member in lock(&self.standing_by).drain(..) {
            if let Some(thread) = lock(&member.thread).as_ref() {
                thread.unpark();
            }
        }
    }

    /// Strikes those off duty that do the same as at the last look.
    pub(super) fn look(&self) -> Look {
        let mut look = Look::default();
        for member in lock(&self.members).iter() {
            let work = member.work.load(Ordering::Acquire);
            let has_changed = member.last_seen.swap(work, Ordering::Relaxed) != work;
            look.has_changed |= has_changed;
            look.is_anyone_busy |= work & BUSY != 0;
            if work & (BUSY | STUCK) != BUSY {
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

impl Member {
    /// From here on the thread is busy.
    pub(super) fn begin(&self) {
        let work = self.work.load(Ordering::Relaxed) & !(BUSY | STUCK);
        self.work.store((work + ONE_MORE) | BUSY, Ordering::Release);
    }

    /// The same for a thread that nobody has to replace, because somebody was already called in.
    pub(super) fn begin_off_duty(&self) {
        let work = self.work.load(Ordering::Relaxed) & !(BUSY | STUCK);
        self.work.store((work + ONE_MORE) | BUSY | STUCK, Ordering::Release);
    }

    /// The thread says itself that it may be stuck soon. False where the steward was faster.
    pub(super) fn hand_over(&self) -> bool {
        self.work.fetch_or(STUCK, Ordering::AcqRel) & STUCK == 0
    }

    pub(super) fn is_stuck(&self) -> bool {
        self.work.load(Ordering::Relaxed) & STUCK != 0
    }

    /// The thread has finished what it did.
    pub(super) fn end(&self) -> Duty {
        let work = self.work.fetch_and(!(BUSY | STUCK), Ordering::AcqRel);
        if work & STUCK == 0 { Duty::On } else { Duty::Off }
    }

    /// From here on the thread is in a handler.
    pub(super) fn set_note(&self, note: Note) {
        self.note[0].store(note as u64, Ordering::Relaxed);
        self.note[1].store((note >> 64) as u64, Ordering::Relaxed);
    }

    /// The thread is in no handler any more.
    pub(super) fn clear_note(&self) {
        self.set_note(0);
    }

    /// None where the thread is in no handler. Where it changes at this moment, halves of two may be mixed.
    fn note(&self) -> Option<Note> {
        let [low, high] = [0, 1].map(|half: usize| Note::from(self.note[half].load(Ordering::Relaxed)));
        let note = high << 64 | low;
        (note != 0).then_some(note)
    }

    /// The thread has handled a request.
    pub(super) fn count_handled(&self) {
        self.handled.store(self.handled.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
    }

    /// Keeps events for later, and takes the first of them.
    pub(super) fn keep(&self, mut events: Batch) -> Option<Event> {
        let first = events.next();
        if !events.is_empty() {
            *lock(&self.backlog) = Backlog { events, looks: 0 };
        }
        first
    }

    /// The next of the events that were kept.
    pub(super) fn next_kept(&self) -> Option<Event> {
        lock(&self.backlog).events.next()
    }

    /// Takes all events that were kept.
    pub(super) fn take_backlog(&self) -> Batch {
        std::mem::take(&mut lock(&self.backlog).events)
    }

    /// The same where they were there at the last look already: a thread that is not stuck may be slow all the same.
    fn take_old_backlog(&self) -> Batch {
        let mut backlog = lock(&self.backlog);
        backlog.looks += 1;
        if backlog.looks < 2 { Batch::default() } else { std::mem::take(&mut backlog.events) }
    }

    fn strike(&self, work: u64) -> bool {
        self.work.compare_exchange(work, work | STUCK, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }
}

//! One thread of a server: what it does, and what it has taken and not come to yet.
//!
//! Decides how the thread and the steward agree, without waiting for each other, on whether somebody takes its place. Knows
//! nothing of other threads.

use crate::lock::lock;
use crate::platform::thread::{self, Thread};
use crate::platform::{Batch, Event};
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, AtomicU64, Ordering};

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

/// What a thread did at one moment.
#[derive(Clone, Copy)]
pub(super) struct Work(u64);

impl Work {
    pub(super) fn is_busy(self) -> bool {
        self.0 & BUSY != 0
    }

    /// Busy, and nobody was called in in its place.
    pub(super) fn may_be_stuck(self) -> bool {
        self.0 & (BUSY | STUCK) == BUSY
    }
}

impl Member {
    pub(super) fn new() -> Self {
        Self {
            thread: Mutex::default(),
            work: AtomicU64::new(0),
            is_called: AtomicBool::new(false),
            last_seen: AtomicU64::new(0),
            note: [AtomicU64::new(0), AtomicU64::new(0)],
            handled: AtomicU64::new(0),
            backlog: Mutex::default(),
        }
    }

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
    pub(super) fn note(&self) -> Option<Note> {
        let [low, high] = [0, 1].map(|half: usize| Note::from(self.note[half].load(Ordering::Relaxed)));
        let note = high << 64 | low;
        (note != 0).then_some(note)
    }

    /// The thread has handled a request.
    pub(super) fn count_handled(&self) {
        self.handled.store(self.handled.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
    }

    /// Requests that the thread has handled.
    pub(super) fn handled(&self) -> u64 {
        self.handled.load(Ordering::Relaxed)
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
    pub(super) fn take_old_backlog(&self) -> Batch {
        let mut backlog = lock(&self.backlog);
        backlog.looks += 1;
        if backlog.looks < 2 { Batch::default() } else { std::mem::take(&mut backlog.events) }
    }

    /// What the thread does now, and whether it does something else than at the last look.
    pub(super) fn look(&self) -> (Work, bool) {
        let work = self.work.load(Ordering::Acquire);
        let has_changed = self.last_seen.swap(work, Ordering::Relaxed) != work;
        (Work(work), has_changed)
    }

    /// Strikes the thread off duty, unless it does something else by now.
    pub(super) fn strike(&self, work: Work) -> bool {
        let Work(work) = work;
        self.work.compare_exchange(work, work | STUCK, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }
}

/// Waiting to be called in.
impl Member {
    /// It is the thread itself that says so.
    pub(super) fn begin_to_wait(&self) {
        self.is_called.store(false, Ordering::Relaxed);
        *lock(&self.thread) = Some(thread::current());
    }

    pub(super) fn is_called(&self) -> bool {
        self.is_called.load(Ordering::Acquire)
    }

    pub(super) fn call(&self) {
        self.is_called.store(true, Ordering::Release);
        self.wake();
    }

    /// Has the thread look whether it still has to wait.
    pub(super) fn wake(&self) {
        if let Some(thread) = lock(&self.thread).as_ref() {
            thread.unpark();
        }
    }
}

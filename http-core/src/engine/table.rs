//! All connections of a server, and who has each of them.
//!
//! Decides ownership: a connection is parked here, or one thread has it, or nobody is there. What happens to an
//! owned one meanwhile is noted, so that its owner looks again before it lets go. A lock is held for a few
//! instructions, never while anything is read, written or handled.

use super::connection::Connection;
use super::socket::Socket;
use crate::channel::Channel;
use crate::lock::lock;
use crate::platform::Event;
use crate::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use crate::sync::{Arc, Mutex};
use std::net::Shutdown;
use std::time::{Duration, Instant};

/// Names one connection for as long as the server runs: a slot's number, and how often the slot was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token(u64);

/// A place in the table that is reserved for one connection.
#[derive(Debug)]
pub(super) struct Reserved(u32);

#[derive(Debug)]
pub(super) struct Table {
    slots: Box<[Slot]>,
    free: Mutex<Vec<u32>>,
    open: AtomicUsize,
    /// No slot from here on was ever used.
    used: AtomicUsize,
    started: Instant,
}

/// A line of the processor's cache by itself: threads that work on neighbours do not wait for each other.
#[derive(Debug, Default)]
#[repr(align(64))]
struct Slot {
    state: Mutex<State>,
    /// When the connection's time is over if it is still parked then.
    deadline: Moment,
    /// From when on it may be closed to make room; never, unless it is idle.
    evictable: Moment,
}

#[derive(Debug, Default)]
struct State {
    use_count: u32,
    place: Place,
    /// The connection's, for those who do not own it.
    channel: Option<Arc<Channel<Socket>>>,
}

#[derive(Debug, Default)]
enum Place {
    #[default]
    Free,
    Parked(Box<Connection>),
    Owned {
        missed: Option<Event>,
    },
}

/// A connection that has come.
pub(super) struct Inserted {
    pub(super) token: Token,
    /// There was none before.
    pub(super) is_only_one: bool,
}

/// What came of an attempt to park.
pub(super) enum Parking {
    Parked,
    /// Something has happened meanwhile: the connection goes on.
    Missed(Box<Connection>, Event),
}

/// A moment in milliseconds since the start, that the steward can look at without a lock; 0 is never.
#[derive(Debug, Default)]
struct Moment(AtomicU64);

impl Moment {
    fn set(&self, moment: u64) {
        self.0.store(moment, Ordering::Relaxed);
    }

    fn clear(&self) {
        self.set(0);
    }

    fn get(&self) -> Option<u64> {
        Some(self.0.load(Ordering::Relaxed)).filter(|moment| *moment > 0)
    }

    fn has_passed(&self, now: u64) -> bool {
        self.get().is_some_and(|moment| moment <= now)
    }
}

impl Token {
    fn new(slot: u32, use_count: u32) -> Self {
        Self(u64::from(use_count) << 32 | u64::from(slot))
    }

    pub(super) fn from_event(event: Event) -> Self {
        Self(event.token)
    }

    pub(super) fn to_event_token(self) -> u64 {
        self.0
    }

    fn slot(self) -> usize {
        (self.0 & u64::from(u32::MAX)) as usize
    }

    fn use_count(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

impl Table {
    pub(super) fn new(most: usize, started: Instant) -> Self {
        let most = most.clamp(1, u32::MAX as usize - 16);
        Self {
            slots: std::iter::repeat_with(Slot::default).take(most).collect(),
            free: Mutex::new((0..most as u32).rev().collect()),
            open: AtomicUsize::new(0),
            used: AtomicUsize::new(0),
            started,
        }
    }

    pub(super) fn open(&self) -> usize {
        self.open.load(Ordering::Acquire)
    }

    /// Are all places taken, and none of them merely reserved?
    pub(super) fn is_full(&self) -> bool {
        let free = lock(&self.free);
        free.is_empty() && self.open() == self.slots.len()
    }

    /// Is nobody there? Whoever releases a connection after this sees all that was written before it.
    pub(super) fn is_empty(&self) -> bool {
        let _free = lock(&self.free);
        self.open() == 0
    }

    /// Reserves a place for a connection that may come: two threads that accept at once never share the last one.
    pub(super) fn reserve(&self) -> Option<Reserved> {
        lock(&self.free).pop().map(Reserved)
    }

    /// Nobody came.
    pub(super) fn give_back(&self, place: Reserved) {
        lock(&self.free).push(place.0);
    }

    /// Parks a new connection. Its time is over when `allowance` has passed since its client began to owe something.
    pub(super) fn insert(&self, place: Reserved, connection: Box<Connection>, allowance: Duration) -> Inserted {
        let Reserved(number) = place;
        let is_only_one = self.open.fetch_add(1, Ordering::AcqRel) == 0;
        self.used.fetch_max(number as usize + 1, Ordering::AcqRel);
        let slot = &self.slots[number as usize];
        self.set_clocks(slot, &connection, allowance);
        let mut state = lock(&slot.state);
        debug_assert!(matches!(state.place, Place::Free), "a place is kept for one connection");
        // The highest bit stays free: the tokens of the listener and of the alarm have it.
        state.use_count = state.use_count.wrapping_add(1) & 0x7fff_ffff;
        state.channel = Some(Arc::clone(&connection.channel));
        state.place = Place::Parked(connection);
        Inserted { token: Token::new(number, state.use_count), is_only_one }
    }

    /// Takes a parked connection. One that somebody else has is noted to have missed `event`.
    pub(super) fn claim(&self, token: Token, event: Event) -> Option<Box<Connection>> {
        let slot = self.slots.get(token.slot())?;
        let mut state = lock(&slot.state);
        if state.use_count != token.use_count() {
            return None;
        }
        if let Place::Owned { missed } = &mut state.place {
            let has_ended = event.has_ended || missed.is_some_and(|earlier| earlier.has_ended);
            *missed = Some(Event { has_ended, ..event });
            return None;
        }
        slot.take(&mut state)
    }

    /// Parks a connection that was claimed, unless it has missed something.
    pub(super) fn park(&self, token: Token, connection: Box<Connection>, allowance: Duration) -> Parking {
        let Some(slot) = self.slots.get(token.slot()) else { return Parking::Parked };
        let mut state = lock(&slot.state);
        if let Place::Owned { missed } = &mut state.place
            && let Some(event) = missed.take()
        {
            return Parking::Missed(connection, event);
        }
        self.set_clocks(slot, &connection, allowance);
        state.place = Place::Parked(connection);
        Parking::Parked
    }

    /// Frees the slot of a connection that was claimed.
    pub(super) fn release(&self, token: Token) {
        let Some(slot) = self.slots.get(token.slot()) else { return };
        let mut state = lock(&slot.state);
        state.place = Place::Free;
        let channel = state.channel.take();
        drop(state);
        // Closes the socket, which nobody has to wait for.
        drop(channel);
        let mut free = lock(&self.free);
        free.push(token.slot() as u32);
        self.open.fetch_sub(1, Ordering::AcqRel);
    }

    /// The way to this connection's client, while it is open.
    pub(super) fn channel(&self, token: Token) -> Option<Arc<Channel<Socket>>> {
        let state = lock(&self.slots.get(token.slot())?.state);
        state.channel.clone().filter(|_| state.use_count == token.use_count())
    }

    /// Is this connection in somebody's hands?
    pub(super) fn is_owned(&self, token: Token) -> bool {
        let Some(slot) = self.slots.get(token.slot()) else { return false };
        let state = lock(&slot.state);
        state.use_count == token.use_count() && matches!(state.place, Place::Owned { .. })
    }

    /// Claims every parked connection whose time is over, one after the other.
    pub(super) fn claim_overdue(&self, now: Instant, mut act: impl FnMut(Token, Box<Connection>)) {
        let now = self.milliseconds(now);
        for (number, slot) in self.used_slots() {
            if slot.deadline.has_passed(now)
                && let Some((token, connection)) = slot.claim_if(number, |slot| slot.deadline.has_passed(now))
            {
                act(token, connection);
            }
        }
    }

    /// Claims every idle connection.
    pub(super) fn claim_idle(&self, mut act: impl FnMut(Token, Box<Connection>)) {
        for (number, slot) in self.used_slots() {
            if let Some((token, connection)) = slot.claim_if(number, |slot| slot.evictable.get().is_some()) {
                act(token, connection);
            }
        }
    }

    /// Claims the connection that may be closed for longest.
    pub(super) fn claim_evictable(&self, now: Instant) -> Option<(Token, Box<Connection>)> {
        let now = self.milliseconds(now);
        let evictable = self.used_slots().filter(|(_, slot)| slot.evictable.has_passed(now));
        let (number, slot) = evictable.min_by_key(|(_, slot)| slot.evictable.get())?;
        slot.claim_if(number, |slot| slot.evictable.has_passed(now))
    }

    /// Ends all connections: parked ones are claimed, the sockets of the others are shut down under their owners.
    pub(super) fn cut_all(&self, mut act: impl FnMut(Token, Box<Connection>)) {
        for (number, slot) in self.used_slots() {
            if let Some((token, connection)) = slot.claim_if(number, |_| true) {
                act(token, connection);
            }
            if let State { place: Place::Owned { .. }, channel: Some(channel), .. } = &*lock(&slot.state) {
                channel.transport.stream.shutdown(Shutdown::Both);
            }
        }
    }

    fn used_slots(&self) -> impl Iterator<Item = (u32, &Slot)> {
        let used = self.used.load(Ordering::Acquire);
        (0..).zip(self.slots.iter().take(used))
    }

    fn milliseconds(&self, moment: Instant) -> u64 {
        milliseconds(moment.saturating_duration_since(self.started))
    }

    fn set_clocks(&self, slot: &Slot, connection: &Connection, allowance: Duration) {
        let since = self.milliseconds(connection.since) + 1;
        slot.deadline.set(since.saturating_add(milliseconds(allowance)));
        match connection.evictable_after() {
            Some(patience) => slot.evictable.set(since + milliseconds(patience)),
            None => slot.evictable.clear(),
        }
    }
}

/// `Duration::as_millis` takes a number twice as long for it.
fn milliseconds(duration: Duration) -> u64 {
    duration.as_secs().saturating_mul(1000).saturating_add(u64::from(duration.subsec_millis()))
}

impl Slot {
    fn take(&self, state: &mut State) -> Option<Box<Connection>> {
        let Place::Parked(connection) = std::mem::take(&mut state.place) else { return None };
        self.deadline.clear();
        self.evictable.clear();
        state.place = Place::Owned { missed: None };
        Some(connection)
    }

    fn claim_if(&self, number: u32, is_wanted: impl Fn(&Self) -> bool) -> Option<(Token, Box<Connection>)> {
        let mut state = lock(&self.state);
        if !matches!(state.place, Place::Parked(_)) || !is_wanted(self) {
            return None;
        }
        let token = Token::new(number, state.use_count);
        self.take(&mut state).map(|connection| (token, connection))
    }
}

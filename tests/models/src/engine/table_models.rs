//! Who has a connection: never two at once, never nobody while there is something to do.

use super::connection::Connection;
use super::patience::Patience;
use super::socket::Socket;
use super::table::{Parking, Table, Token};
use crate::Address;
use crate::channel::Channel;
use crate::platform::{Clients, Event, now};
use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;
use std::time::{Duration, Instant};

const LATER: Duration = Duration::from_secs(1);

struct Model {
    table: Table,
    started: Instant,
    /// What the client has sent, and what of it was read.
    sent: AtomicUsize,
    read: AtomicUsize,
    released: AtomicUsize,
}

impl Model {
    fn new(started: Instant) -> Arc<Self> {
        let table = Table::new(1, started);
        let zero = || AtomicUsize::new(0);
        Arc::new(Self { table, started, sent: zero(), read: zero(), released: zero() })
    }

    fn insert(&self, number: usize) -> Option<Token> {
        let socket = Socket::new(Clients::default().stream(), Arc::new(Patience));
        let connection = Connection { number, ..Connection::new(Arc::new(Channel::new(socket)), Address, now()) };
        let place = self.table.reserve()?;
        Some(self.table.insert(place, Box::new(connection), Duration::ZERO).token)
    }

    fn claim(&self, token: Token) -> Option<Box<Connection>> {
        self.table.claim(token, Event { token: token.to_event_token(), has_ended: false })
    }

    /// Reads all there is, and parks.
    fn serve(&self, token: Token) {
        let Some(mut connection) = self.claim(token) else { return };
        loop {
            self.read.store(self.sent.load(Ordering::SeqCst), Ordering::SeqCst);
            match self.table.park(token, connection, LATER) {
                Parking::Parked => return,
                Parking::Missed(again, _) => connection = again,
            }
        }
    }

    fn close(&self, token: Token) {
        if let Some(connection) = self.claim(token) {
            self.release(token, connection);
        }
    }

    fn release(&self, token: Token, connection: Box<Connection>) {
        drop(connection);
        self.released.fetch_add(1, Ordering::SeqCst);
        self.table.release(token);
    }

    fn sweep(&self) {
        self.table.claim_overdue(self.started + 2 * LATER, |token, connection| self.release(token, connection));
    }

    /// The one place is free, and only once.
    fn is_empty(&self) -> bool {
        self.table.open() == 0 && self.table.reserve().is_some() && self.table.reserve().is_none()
    }
}

/// With three threads that are interrupted three times at most: more takes minutes and is said to find hardly more.
fn model(run: impl Fn(Arc<Model>) + Send + Sync + 'static) {
    let started = Instant::now();
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(move || run(Model::new(started)));
}

/// Runs both at once.
fn together(model: &Arc<Model>, first: impl FnOnce(&Model) + 'static, second: impl FnOnce(&Model) + 'static) {
    let other = Arc::clone(model);
    let other = thread::spawn(move || first(&other));
    second(model);
    other.join().unwrap();
}

#[test]
fn nothing_that_was_sent_stays_unread() {
    model(|model| {
        let token = model.insert(1).unwrap();
        let third = Arc::clone(&model);
        let third = thread::spawn(move || third.send_and_serve(token));
        together(&model, move |model| model.send_and_serve(token), move |model| model.send_and_serve(token));
        third.join().unwrap();
        assert_eq!(model.read.load(Ordering::SeqCst), 3);
    });
}

impl Model {
    /// Something is sent, and somebody told of it.
    fn send_and_serve(&self, token: Token) {
        self.sent.fetch_add(1, Ordering::SeqCst);
        self.serve(token);
    }
}

#[test]
fn a_connection_is_closed_once_whoever_wants_to() {
    model(|model| {
        let token = model.insert(1).unwrap();
        let third = Arc::clone(&model);
        let third = thread::spawn(move || third.sweep());
        together(&model, move |model| model.close(token), move |model| model.close(token));
        third.join().unwrap();
        // Somebody may have had it when another wanted to close it, but then that one closed it.
        assert_eq!(model.released.load(Ordering::SeqCst), 1);
        assert!(model.is_empty());
    });
}

#[test]
fn an_old_token_never_finds_the_next_connection() {
    model(|model| {
        let token = model.insert(1).unwrap();
        let third = Arc::clone(&model);
        let third = thread::spawn(move || third.insert(2).is_some());
        together(
            &model,
            move |model| model.close(token),
            move |model| {
                if let Some(connection) = model.claim(token) {
                    assert_eq!(connection.number, 1);
                    model.release(token, connection);
                }
            },
        );
        let has_next = third.join().unwrap();
        assert_eq!(model.released.load(Ordering::SeqCst), 1);
        assert_eq!(model.table.open(), usize::from(has_next));
    });
}

#[test]
fn whoever_has_a_connection_when_all_are_cut_finds_it_shut() {
    model(|model| {
        let token = model.insert(1).unwrap();
        together(
            &model,
            move |model| {
                let Some(connection) = model.claim(token) else { return };
                connection.channel.transport.stream.wait_until_shut();
                model.release(token, connection);
            },
            |model| model.table.cut_all(|token, connection| model.release(token, connection)),
        );
        // Cut before the other came for it, or by the other.
        assert_eq!(model.released.load(Ordering::SeqCst), 1);
        assert!(model.is_empty());
    });
}

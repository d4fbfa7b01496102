//! A server to be tried out: its clients, and what its threads do.

use super::accept::accept;
use super::complaints::Complaints;
use super::connection::Connection;
use super::counters::Counters;
use super::crew::Crew;
use super::gate::Gate;
use super::patience::Patience;
use super::settings::{Settings, Timeouts};
use super::shared::Engine;
use super::slowness::Slowness;
use super::socket::Socket;
use super::steward::Steward;
use super::stopper::Stopper;
use super::table::{Table, Token};
use super::threads::Threads;
use crate::channel::Channel;
use crate::platform::{Clients, Event, Readiness, Signal, Time, now};
use crate::{Address, Handler};
use loom::sync::Arc;
use loom::sync::atomic::AtomicBool;
use loom::thread::{self, JoinHandle};
use std::time::Duration;

#[derive(Clone)]
pub(super) struct Server {
    pub(super) engine: Arc<Engine>,
    pub(super) clients: Clients,
}

struct NoHandler;

impl Handler for NoHandler {}

fn engine(places: usize, clients: &Clients) -> Engine {
    let handler: std::sync::Arc<dyn Handler> = std::sync::Arc::new(NoHandler);
    Engine {
        handler: Arc::from_std(handler),
        settings: Arc::new(Settings {
            timeouts: Timeouts { head: Duration::from_secs(1000), drain: Duration::from_secs(2) },
            access_log: None,
            is_stopping: Arc::new(AtomicBool::new(false)),
        }),
        readiness: Readiness,
        table: Table::new(places, now()),
        gate: Gate::new(clients.listener()),
        crew: Crew::new(1, 1..=1),
        threads: Threads::default(),
        slowness: Slowness,
        counters: Counters::default(),
        complaints: Complaints::new(),
        patience: Arc::new(Patience),
        steward: Arc::new(Signal::default()),
        alarm: Signal::default(),
    }
}

/// Tries `run` out with a server of so many places. Three interruptions of a thread at most: more takes minutes and is said
/// to find hardly more.
pub(super) fn model(places: usize, time: Time, run: impl Fn(Server) + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(move || {
        time.begin();
        let clients = Clients::default();
        let engine = Arc::new(engine(places, &clients));
        run(Server { engine, clients });
    });
}

impl Server {
    /// One more thread of the server's.
    pub(super) fn spawn(&self, run: impl FnOnce(&Self) + 'static) -> JoinHandle<()> {
        let server = self.clone();
        server.engine.threads.enter();
        thread::spawn(move || {
            run(&server);
            server.engine.threads.leave();
        })
    }

    pub(super) fn stop(&self) {
        Stopper::new(&self.engine).stop();
    }

    pub(super) fn spawn_steward(&self) -> JoinHandle<()> {
        let steward = Steward::new(&self.engine);
        thread::spawn(|| steward.run())
    }

    /// A connection that was there before.
    pub(super) fn insert(&self) -> Token {
        let socket = Socket::new(self.clients.stream(), Arc::clone(&self.engine.patience));
        let connection = Connection::new(Arc::new(Channel::new(socket)), Address, now());
        let place = self.engine.table.reserve().unwrap();
        self.engine.table.insert(place, Box::new(connection), Duration::from_secs(1000)).token
    }

    pub(super) fn claim(&self, token: Token) -> Option<Box<Connection>> {
        self.engine.table.claim(token, Event { token: token.to_event_token(), has_ended: false })
    }

    pub(super) fn release(&self, token: Token, connection: Box<Connection>) {
        drop(connection);
        self.engine.release(token);
    }

    /// Accepts as long as there is an event that says so.
    pub(super) fn accept_all(&self) {
        while self.clients.take_event() {
            accept(&self.engine);
        }
    }
}

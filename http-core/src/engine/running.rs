//! A server that is running: what its threads share, and the handles for stopping it.
//!
//! Decides how threads begin and end. What they do is the business of their own files.

use super::connection::Connection;
use super::conversation::Settings;
use super::crew::{Crew, Duty, Member};
use super::events::Counters;
use super::patience::Patience;
use super::slowness::Slowness;
use super::steward::Steward;
use super::table::{Parking, Table, Token};
use super::worker::Worker;
use crate::lock::lock;
use crate::logging::{debug, warning};
use crate::platform::thread::{self, JoinHandle};
use crate::platform::{Event, Interest, Listener, Readiness, Signal, now};
use crate::{Address, Handler};
use std::fmt;
use std::io;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Events that belong to no connection.
pub(super) const LISTENER: u64 = u64::MAX;
pub(super) const ALARM: u64 = u64::MAX - 1;

/// How often deadlines are looked at, at least and at most.
const SHORTEST_TICK: Duration = Duration::from_millis(5);
const LONGEST_TICK: Duration = Duration::from_millis(500);
/// How often accepting is tried again while descriptors or memory are exhausted.
const RETRY: Duration = Duration::from_millis(50);
/// How long threads get to come home once their sockets are shut down.
pub(super) const HOMECOMING: Duration = Duration::from_secs(1);

/// What all threads of a server share.
pub(crate) struct Engine {
    pub(super) handler: Arc<dyn Handler>,
    pub(super) settings: Arc<Settings>,
    pub(super) readiness: Readiness,
    pub(super) table: Table,
    pub(super) crew: Crew,
    pub(super) slowness: Slowness,
    pub(super) counters: Counters,
    pub(super) patience: Arc<Patience>,
    listener: Mutex<Option<Arc<Listener>>>,
    is_accepting_paused: AtomicBool,
    started: Instant,
    last_complaint: AtomicU64,
    /// Wakes the steward.
    pub(super) steward: Signal,
    /// Sends all threads home that wait for events.
    alarm: Signal,
    threads: Mutex<Vec<JoinHandle>>,
}

impl Engine {
    /// Starts the threads.
    pub(crate) fn start(
        listener: Listener,
        handler: Arc<dyn Handler>,
        settings: Settings,
        threads: RangeInclusive<usize>,
    ) -> io::Result<Running> {
        let local_addr = listener.local_addr()?;
        let cores = thread::cores();
        let engine = Arc::new(Self {
            handler,
            readiness: Readiness::new()?,
            table: Table::new(settings.limits.max_connections, now()),
            patience: Arc::new(Patience::new(&settings.timeouts, *threads.end())),
            settings: Arc::new(settings),
            crew: Crew::new(cores, threads),
            slowness: Slowness::default(),
            counters: Counters::default(),
            listener: Mutex::new(Some(Arc::new(listener))),
            is_accepting_paused: AtomicBool::new(false),
            started: now(),
            last_complaint: AtomicU64::new(0),
            steward: Signal::new()?,
            alarm: Signal::new()?,
            threads: Mutex::default(),
        });
        engine.readiness.register(&engine.alarm, ALARM, Interest::Alarm)?;
        let steward = engine.start_threads().inspect_err(|_| engine.dismiss_threads(HOMECOMING))?;
        // From here on dropping it ends what was started.
        let running = Running { engine, steward: Some(steward), local_addr };
        if let Some(listener) = running.engine.listener() {
            running.engine.readiness.register(&*listener, LISTENER, Interest::Reading)?;
        }
        Ok(running)
    }

    pub(super) fn is_draining(&self) -> bool {
        self.settings.is_stopping.load(Ordering::Acquire)
    }

    /// How exactly deadlines are kept.
    pub(super) fn tick(&self) -> Duration {
        if self.is_accepting_paused() {
            return RETRY;
        }
        (self.settings.timeouts.shortest() / 10).clamp(SHORTEST_TICK, LONGEST_TICK)
    }

    pub(super) fn release(&self, token: Token) {
        self.table.release(token);
        self.resume_accepting();
        if self.is_draining() && self.table.open() == 0 {
            self.steward.send();
        }
    }
}

/// What somebody who gives a connection back knows of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Those that it has missed meanwhile are told once more.
    Missed,
    /// What is ready is told in any case: somebody has to go on with it.
    Again,
}

impl Engine {
    /// Parks a connection that was not claimed because of an event.
    pub(super) fn give_back(&self, token: Token, mut connection: Box<Connection>, deadline: Instant, told: Told) {
        let mut is_to_be_told = told == Told::Again;
        while let Parking::Missed(again, _) = self.table.park(token, connection, deadline) {
            connection = again;
            is_to_be_told = true;
        }
        if is_to_be_told && let Err(error) = self.tell_of_connection(token) {
            // Then it ends with its time.
            debug!("a connection can't be watched: {error}");
        }
    }
}

/// What goes wrong again and again is told once a second.
impl Engine {
    pub(super) fn may_complain(&self) -> bool {
        let now = now().duration_since(self.started).as_secs() + 1;
        self.last_complaint.swap(now, Ordering::Relaxed) != now
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
    pub(super) fn listener(&self) -> Option<Arc<Listener>> {
        lock(&self.listener).clone()
    }

    pub(super) fn close_listener(&self) {
        lock(&self.listener).take();
    }

    pub(super) fn is_accepting_paused(&self) -> bool {
        self.is_accepting_paused.load(Ordering::Acquire)
    }

    /// Pauses until a connection ends; false where one has just ended.
    pub(super) fn pause_accepting(&self) -> bool {
        self.is_accepting_paused.store(true, Ordering::SeqCst);
        let is_full = self.table.open() >= self.settings.limits.max_connections;
        // Somebody may have released a connection before the pause was to be seen.
        is_full || !self.is_accepting_paused.swap(false, Ordering::SeqCst)
    }

    /// Pauses until a connection ends or the steward tries again.
    pub(super) fn pause_accepting_for_a_while(&self) {
        self.is_accepting_paused.store(true, Ordering::SeqCst);
        self.steward.send();
    }

    pub(super) fn resume_accepting(&self) {
        if !self.is_accepting_paused.swap(false, Ordering::SeqCst) {
            return;
        }
        let Some(listener) = self.listener() else { return };
        if let Err(error) = self.readiness.register_again(&*listener, LISTENER, Interest::Reading) {
            warning!("accepting can't go on: {error}");
        }
    }
}

/// Events.
impl Engine {
    /// Has events told once more, to whoever waits: the thread that took them does not come to them.
    pub(super) fn tell_again(&self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            let told = match (event.token, self.listener()) {
                (ALARM, _) | (LISTENER, None) => continue,
                (LISTENER, Some(listener)) => self.readiness.register_again(&*listener, LISTENER, Interest::Reading),
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

/// Threads.
impl Engine {
    /// One thread more on duty; false where there is none to be had.
    pub(super) fn reinforce(self: &Arc<Self>) -> bool {
        if self.crew.call_in() {
            return true;
        }
        let spawned = self.spawn_worker(Duty::On);
        if let Err(error) = &spawned
            && self.may_complain()
        {
            warning!("no further thread: {error}");
        }
        spawned.is_ok_and(|is_new| is_new)
    }

    /// All that there are at least, and the steward.
    fn start_threads(self: &Arc<Self>) -> io::Result<JoinHandle> {
        let least = self.crew.least();
        for number in 0..least {
            let duty = if number < self.crew.wanted() { Duty::On } else { Duty::Off };
            self.spawn_worker(duty).map_err(|error| {
                let text = format!("can't start thread {} of {least}: {error}", number + 1);
                io::Error::new(error.kind(), text)
            })?;
        }
        let steward = Steward::new(Arc::clone(self));
        thread::spawn("http-core steward", || steward.run())
    }

    /// Starts a thread; false where there may be no further one.
    fn spawn_worker(self: &Arc<Self>, duty: Duty) -> io::Result<bool> {
        let Some(member) = self.crew.enlist() else { return Ok(false) };
        if duty == Duty::On {
            self.crew.go_on_duty();
        }
        let worker = Worker::new(Arc::clone(self), Arc::clone(&member), duty);
        let thread = thread::spawn("http-core worker", || worker.run());
        match thread {
            Ok(thread) => self.remember(thread),
            Err(error) => {
                self.forget(&member, duty);
                return Err(error);
            }
        }
        Ok(true)
    }

    fn remember(&self, thread: JoinHandle) {
        let mut threads = lock(&self.threads);
        threads.retain(|thread| !thread.is_finished());
        threads.push(thread);
    }

    fn forget(&self, member: &Arc<Member>, duty: Duty) {
        if duty == Duty::On {
            self.crew.go_off_duty();
        }
        self.crew.leave(member);
    }

    /// Ends all threads. One that is stuck in a handler for longer than `patience` is left behind.
    pub(super) fn dismiss_threads(&self, patience: Duration) {
        self.alarm.send();
        self.crew.dismiss();
        let deadline = now() + patience;
        let threads = std::mem::take(&mut *lock(&self.threads));
        for thread in threads {
            while !thread.is_finished() && now() < deadline {
                thread::sleep(Duration::from_millis(1));
            }
            if !thread.is_finished() {
                warning!("a handler does not return: its thread is left behind");
                continue;
            }
            if thread.join().is_err() {
                warning!("a thread of the server has panicked");
            }
        }
    }

    /// Deadlines are looked at as long as there are connections; with the first of them that begins.
    pub(super) fn wake_if_first(&self) {
        if self.table.open() == 1 {
            self.steward.send();
        }
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Engine").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// A server in the background: what [`HttpServer::spawn`](crate::HttpServer::spawn) gives. Dropping it stops the server.
///
/// ```
/// use http_core::{Body, HttpServer, Request, handler_fn};
///
/// let handler = handler_fn(|_: &Request, _: &mut Body| "hello\n");
/// let running = HttpServer::bind("127.0.0.1:0", handler)?.spawn()?;
/// println!("listening on http://{}", running.local_addr());
/// let stats = running.stop();
/// assert_eq!(stats.requests, 0);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Running {
    engine: Arc<Engine>,
    steward: Option<JoinHandle>,
    local_addr: Address,
}

impl Running {
    /// Where it listens.
    pub fn local_addr(&self) -> Address {
        self.local_addr.clone()
    }

    /// Stops accepting, closes idle connections, lets requests in flight finish until
    /// [`Timeouts::drain`](crate::Timeouts::drain) is over, closes the rest, and waits for all threads. A handler that does
    /// not return a second after that is left behind with its thread.
    pub fn stop(mut self) -> Stats {
        self.stopper().stop();
        self.wait()
    }

    /// Waits until somebody stops the server through a [`Stopper`].
    pub fn join(mut self) -> Stats {
        self.wait()
    }

    /// A handle that stops the server from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper { engine: Arc::clone(&self.engine) }
    }

    fn wait(&mut self) -> Stats {
        if let Some(steward) = self.steward.take()
            && steward.join().is_err()
        {
            warning!("the server's steward has panicked");
        }
        let counters = &self.engine.counters;
        Stats {
            connections: counters.connections.get(),
            requests: counters.requests.get(),
            cut_connections: counters.cut.get(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.steward.is_some() {
            self.stopper().stop();
            self.wait();
        }
    }
}

/// Stops a running server, from any thread and any number of times.
#[derive(Debug, Clone)]
pub struct Stopper {
    engine: Arc<Engine>,
}

impl Stopper {
    /// Begins to stop the server, and returns at once. See [`Running::stop`] for what happens then.
    pub fn stop(&self) {
        self.engine.settings.is_stopping.store(true, Ordering::Release);
        self.engine.steward.send();
    }
}

/// What a server has done in its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Stats {
    /// Connections accepted.
    pub connections: u64,
    /// Requests that reached the handler.
    pub requests: u64,
    /// Connections that were closed in the middle of something, because the time for draining was over.
    pub cut_connections: u64,
}

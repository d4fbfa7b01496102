//! Clients that do nothing wrong: a fixed number of requests a second, whatever the server does.
//!
//! Decides when requests are due and what is a failure. Each request has a number of its own; its answer is checked
//! byte for byte, and its latency is measured from the moment it was due.

mod connection;
mod report;

pub use report::{Latency, Report};

use crate::content::{ANSWER, answer};
use crate::net::Poller;
use connection::{Connection, Progress};
use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Requests a second on persistent connections, and how many of those there are.
const PERSISTENT_RATE: u32 = 500;
const PERSISTENT: usize = 50;
/// Connections a second that are opened for one request.
const FRESH_RATE: u32 = 20;
/// A request that has no answer after this long has failed.
const PATIENCE: Duration = Duration::from_secs(10);
/// Requests that are given a new connection, where a persistent one was closed under them.
const RETRIES: u32 = 3;

/// No two requests of this process have the same number.
static NEXT_ID: AtomicU64 = AtomicU64::new(0);

/// Good clients in a thread of their own.
#[derive(Debug)]
pub struct Good {
    is_over: Arc<AtomicBool>,
    thread: JoinHandle<io::Result<Report>>,
}

impl Good {
    /// Starts asking.
    ///
    /// # Panics
    ///
    /// Where no thread can be started.
    pub fn start(address: SocketAddr) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        let run = move || Clients::new(address)?.run(&over);
        let thread = thread::Builder::new().name("good clients".into()).spawn(run).expect("a thread");
        Self { is_over, thread }
    }

    /// Asks no more, waits for the answers that are missing, and reports.
    ///
    /// # Panics
    ///
    /// Where the clients themselves have failed.
    pub fn stop(self) -> Report {
        self.is_over.store(true, Ordering::Release);
        self.thread.join().expect("the clients' thread").expect("sockets to watch")
    }
}

/// Asks for as long as this.
pub fn run_for(address: SocketAddr, duration: Duration) -> Report {
    let good = Good::start(address);
    thread::sleep(duration);
    good.stop()
}

/// A request that is to be sent, or was.
#[derive(Debug, Clone, Copy)]
struct Request {
    id: u64,
    due: Instant,
    is_fresh: bool,
    retries: u32,
}

impl Request {
    fn new(due: Instant, is_fresh: bool) -> Self {
        Self { id: NEXT_ID.fetch_add(1, Ordering::Relaxed), due, is_fresh, retries: 0 }
    }

    /// The same under another number, so that it shows whether the first one was served after all.
    fn again(self) -> Self {
        Self { id: NEXT_ID.fetch_add(1, Ordering::Relaxed), retries: self.retries + 1, ..self }
    }
}

struct Clients {
    address: SocketAddr,
    poller: Poller,
    connections: Vec<Option<Connection>>,
    /// Persistent connections without a request; the one that was used least recently comes first.
    idle: VecDeque<usize>,
    persistent: usize,
    waiting: VecDeque<Request>,
    opened: u64,
    report: Report,
}

/// Moments at a fixed rate.
struct Schedule {
    start: Instant,
    interval: Duration,
    count: u32,
}

impl Schedule {
    fn new(start: Instant, rate: u32) -> Self {
        Self { start, interval: Duration::from_secs(1) / rate, count: 0 }
    }

    fn next_due(&mut self, now: Instant) -> Option<Instant> {
        let due = self.start + self.interval * self.count;
        (due <= now).then(|| {
            self.count += 1;
            due
        })
    }
}

impl Clients {
    fn new(address: SocketAddr) -> io::Result<Self> {
        Ok(Self {
            address,
            poller: Poller::new()?,
            connections: Vec::new(),
            idle: VecDeque::new(),
            persistent: 0,
            waiting: VecDeque::new(),
            opened: 0,
            report: Report::default(),
        })
    }

    fn run(mut self, is_over: &AtomicBool) -> io::Result<Report> {
        let start = Instant::now();
        let mut steady = Schedule::new(start, PERSISTENT_RATE);
        let mut fresh = Schedule::new(start, FRESH_RATE);
        while !is_over.load(Ordering::Acquire) {
            let now = Instant::now();
            while let Some(due) = steady.next_due(now) {
                self.take(Request::new(due, false));
            }
            while let Some(due) = fresh.next_due(now) {
                self.take(Request::new(due, true));
            }
            self.turn()?;
        }
        self.report.duration = start.elapsed();
        while self.is_busy() {
            self.turn()?;
        }
        Ok(self.report)
    }

    fn is_busy(&self) -> bool {
        !self.waiting.is_empty() || self.connections.iter().flatten().any(|connection| connection.request.is_some())
    }

    fn take(&mut self, request: Request) {
        self.report.offered += 1;
        self.waiting.push_back(request);
    }

    fn turn(&mut self) -> io::Result<()> {
        self.send_waiting();
        for number in self.poller.wait(Duration::from_millis(1))? {
            self.go_on(number);
        }
        self.give_up_late(Instant::now());
        Ok(())
    }

    /// Gives connections to requests as long as there are some.
    fn send_waiting(&mut self) {
        for _ in 0..self.waiting.len() {
            let Some(request) = self.waiting.pop_front() else { return };
            if request.is_fresh || (self.idle.is_empty() && self.persistent < PERSISTENT) {
                self.open(request);
                continue;
            }
            let Some(number) = self.idle.pop_front() else {
                self.waiting.push_front(request);
                return;
            };
            if let Some(connection) = &mut self.connections[number] {
                connection.begin(request);
                self.go_on(number);
            }
        }
    }

    fn open(&mut self, request: Request) {
        self.opened += 1;
        let number = self.free_place();
        let connection = Connection::open(self.address, self.opened, request);
        let watched = connection.and_then(|connection| {
            self.poller.watch(&connection.stream, number)?;
            Ok(connection)
        });
        match watched {
            Ok(connection) => {
                self.persistent += usize::from(!request.is_fresh);
                self.connections[number] = Some(connection);
            }
            Err(error) => self.report.fail(&request, &error.to_string()),
        }
    }

    fn free_place(&mut self) -> usize {
        self.connections.iter().position(Option::is_none).unwrap_or_else(|| {
            self.connections.push(None);
            self.connections.len() - 1
        })
    }

    fn go_on(&mut self, number: usize) {
        let Some(connection) = &mut self.connections[number] else { return };
        match connection.go_on() {
            Progress::Waiting => {}
            Progress::Answered { closes } => self.answered(number, closes),
            Progress::Ended { reason } => self.ended(number, &reason),
        }
    }

    fn answered(&mut self, number: usize, closes: bool) {
        let Some(connection) = &mut self.connections[number] else { return };
        let Some(request) = connection.request.take() else { return };
        let (status, content) = connection.take_answer();
        if status != 200 {
            self.report.fail(&request, &format!("status {status}"));
        } else if content.len() != ANSWER || content != answer(request.id) {
            self.report.wrong += 1;
        } else {
            self.report.answered(request.id, request.due.elapsed());
        }
        if request.is_fresh || closes {
            return self.forget(number);
        }
        self.idle.push_back(number);
    }

    /// The connection is gone. A request on a persistent one of which nothing has come back is asked again.
    fn ended(&mut self, number: usize, reason: &str) {
        let Some(connection) = &mut self.connections[number] else { return };
        let can_retry = connection.served > 0 && connection.received.is_empty();
        let request = connection.request.take();
        self.forget(number);
        let Some(request) = request else { return };
        if can_retry && request.retries < RETRIES {
            self.report.retried.push(request.id);
            self.waiting.push_front(request.again());
        } else {
            self.report.fail(&request, reason);
        }
    }

    fn forget(&mut self, number: usize) {
        self.idle.retain(|other| *other != number);
        if let Some(connection) = self.connections[number].take() {
            self.persistent -= usize::from(!connection.is_fresh);
        }
    }

    fn give_up_late(&mut self, now: Instant) {
        for number in 0..self.connections.len() {
            let Some(connection) = &mut self.connections[number] else { continue };
            let Some(request) = connection.request.filter(|request| now - request.due > PATIENCE) else { continue };
            self.report.fail(&request, "no answer in time");
            self.forget(number);
        }
        while self.waiting.front().is_some_and(|request| now - request.due > PATIENCE) {
            if let Some(request) = self.waiting.pop_front() {
                self.report.fail(&request, "no connection in time");
            }
        }
    }
}

//! A server that is running: how it is started, and what is known of it when it has ended.
//!
//! Decides what has to be there before the first connection is let in, and that nothing is left where that fails.

use super::complaints::Complaints;
use super::counters::Counters;
use super::crew::Crew;
use super::gate::Gate;
use super::patience::Patience;
use super::settings::Settings;
use super::shared::{ALARM, Engine};
use super::slowness::Slowness;
use super::stopper::Stopper;
use super::table::Table;
use super::threads::{HOMECOMING, Threads};
use crate::logging::warning;
use crate::platform::thread::{self, JoinHandle};
use crate::platform::{Interest, Listener, Readiness, Signal, now};
use crate::{Address, Handler};
use std::io;
use std::ops::RangeInclusive;
use std::sync::Arc;

impl Engine {
    fn new(
        listener: Listener,
        handler: Arc<dyn Handler>,
        settings: Settings,
        threads: RangeInclusive<usize>,
    ) -> io::Result<Self> {
        let crew = Crew::new(thread::cores(), threads);
        Ok(Self {
            handler,
            readiness: Readiness::new()?,
            table: Table::new(settings.limits.max_connections, now()),
            gate: Gate::new(listener),
            patience: Arc::new(Patience::new(&settings.timeouts, crew.most())),
            settings: Arc::new(settings),
            crew,
            threads: Threads::default(),
            slowness: Slowness::default(),
            counters: Counters::default(),
            complaints: Complaints::new(),
            steward: Arc::new(Signal::new()?),
            alarm: Signal::new()?,
        })
    }

    /// Starts the threads.
    pub(crate) fn start(
        listener: Listener,
        handler: Arc<dyn Handler>,
        settings: Settings,
        threads: RangeInclusive<usize>,
    ) -> io::Result<Running> {
        let local_addr = listener.local_addr()?;
        let engine = Arc::new(Self::new(listener, handler, settings, threads)?);
        engine.readiness.register(&engine.alarm, ALARM, Interest::Alarm)?;
        let steward = engine.start_threads().inspect_err(|_| engine.dismiss_threads(HOMECOMING))?;
        // From here on dropping it ends what was started.
        let running = Running { engine, steward: Some(steward), local_addr };
        running.engine.gate.open(&running.engine.readiness)?;
        Ok(running)
    }
}

/// A server in the background: what [`HttpServer::spawn`](crate::HttpServer::spawn) gives.
///
/// Dropping it stops the server, as [`stop`](Self::stop) does. A handler that wants to stop its own server needs a [`Stopper`]
/// instead: dropping this within a handler waits until [`Timeouts::drain`](crate::Timeouts::drain) is over for the very request
/// that does it.
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
#[must_use = "the server stops where this is dropped"]
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

    /// Stops the server, and waits until it has ended.
    ///
    /// It stops accepting, closes idle connections, lets requests in flight finish until
    /// [`Timeouts::drain`](crate::Timeouts::drain) is over, closes the rest, and waits for all threads, and for what
    /// thread-locals of handlers do when they are dropped. A handler that does not return a second after that is left behind with
    /// its thread.
    #[doc(alias = "shutdown")]
    #[doc(alias = "graceful_shutdown")]
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
        Stopper::new(&self.engine)
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
            requests: self.engine.crew.handled(),
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

/// What a server has done in its time: what [`Running::stop`] and [`Running::join`] give.
///
/// ```
/// use http_core::{Body, HttpServer, Request, handler_fn};
/// use std::io::{Read, Write};
/// use std::net::TcpStream;
///
/// let running = HttpServer::bind("127.0.0.1:0", handler_fn(|_: &Request, _: &mut Body| "hello\n"))?.spawn()?;
/// let mut client = TcpStream::connect(running.local_addr().to_string())?;
/// client.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")?;
/// client.read_to_end(&mut Vec::new())?;
/// let stats = running.stop();
/// assert_eq!((stats.connections, stats.requests, stats.cut_connections), (1, 1, 0));
/// # Ok::<(), std::io::Error>(())
/// ```
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

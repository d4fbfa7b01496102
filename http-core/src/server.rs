//! The server as its user sets it up.
//!
//! Decides what can be set and how it is started; the engine does the rest.

use crate::engine::{Engine, Running, Settings};
use crate::logging::debug;
use crate::platform::{Listener, affordable_connections, make_room_for};
use crate::{AccessLog, Address, Handler, Limits, Timeouts};
use std::fmt;
use std::io;
use std::net::{TcpListener, ToSocketAddrs};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

/// An HTTP server: `http.server`'s `HTTPServer`, or rather what it would be with threads and limits.
///
/// ```no_run
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Hello;
///
/// #[handler]
/// impl Hello {
///     #[get]
///     fn hello(&self) -> &'static str {
///         "Hello, HTTP!\n"
///     }
/// }
///
/// HttpServer::bind("127.0.0.1:8000", Hello)?.run_forever()?;
/// # Ok::<(), io::Error>(())
/// ```
#[doc(alias = "HTTPServer")]
#[doc(alias = "ThreadingHTTPServer")]
#[doc(alias = "listen")]
#[must_use = "nobody is served before `run_forever` or `spawn`"]
pub struct HttpServer {
    listener: Listener,
    local_addr: Address,
    handler: Arc<dyn Handler>,
    settings: Settings,
    threads: RangeInclusive<usize>,
    access_log: Option<AccessLog>,
}

impl HttpServer {
    /// Listens on an address.
    ///
    /// `"127.0.0.1:8000"` is for clients on this machine, `"0.0.0.0:8000"` (in Python `("", 8000)`) for all. Where a name has
    /// several addresses, the first that works is taken; port 0 picks a free one.
    ///
    /// # Errors
    ///
    /// The address can't be resolved, is taken already, is not one of this machine's, or is not allowed (ports below 1024 are
    /// for root). The text names the address.
    pub fn bind(address: impl ToSocketAddrs, handler: impl Handler) -> io::Result<Self> {
        let mut failure = io::Error::new(io::ErrorKind::InvalidInput, "no address to listen on");
        for address in address.to_socket_addrs().map_err(|error| unresolved(&error))? {
            match Listener::bind(address) {
                Ok(listener) => return Self::on(listener, handler),
                Err(error) => failure = about(&error, address),
            }
        }
        Err(failure)
    }

    /// Takes a listening socket that is there already.
    ///
    /// ```
    /// use http_core::{Body, HttpServer, Request, handler_fn};
    /// use std::net::TcpListener;
    ///
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let server = HttpServer::from_listener(listener, handler_fn(|_: &Request, _: &mut Body| "hello\n"))?;
    /// assert!(server.url().starts_with("http://127.0.0.1:"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the operating system.
    pub fn from_listener(listener: TcpListener, handler: impl Handler) -> io::Result<Self> {
        Self::on(Listener::from_tcp(listener)?, handler)
    }

    /// Listens on a Unix socket, whose file is removed with the server.
    ///
    /// The file of a server that is not running any more is replaced.
    ///
    /// ```
    /// use http_core::{Body, HttpServer, Request, handler_fn};
    ///
    /// let path = std::env::temp_dir().join(format!("http-core-{}.sock", std::process::id()));
    /// let server = HttpServer::bind_unix(&path, handler_fn(|_: &Request, _: &mut Body| "hello\n"))?;
    /// assert_eq!(server.local_addr().unix_path(), Some(path.as_path()));
    /// drop(server);
    /// assert!(!path.exists());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the operating system. Where a server listens there already it is an error, and that server keeps its socket.
    pub fn bind_unix(path: impl AsRef<Path>, handler: impl Handler) -> io::Result<Self> {
        let path = path.as_ref();
        let listener = Listener::bind_unix(path).map_err(|error| about(&error, path.display()))?;
        Self::on(listener, handler)
    }

    /// Takes the listening socket that the service manager has opened.
    ///
    /// This is systemd's socket activation: the variables `LISTEN_PID` and `LISTEN_FDS`, Linux 5.6 or later. Where several
    /// sockets are passed it is the first. The server has a duplicate of it; descriptor 3 itself stays as it was passed, open also
    /// after the server and in programs that this one starts.
    ///
    /// ```no_run
    /// use http_core::{Body, HttpServer, Request, handler_fn};
    ///
    /// let handler = handler_fn(|_: &Request, _: &mut Body| "hello\n");
    /// HttpServer::from_environment(handler)?.run_forever()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// No socket was passed to this process, or it can't be taken. The text says why.
    pub fn from_environment(handler: impl Handler) -> io::Result<Self> {
        let listener = Listener::from_fd(crate::activation::first_socket()?);
        Self::on(listener.map_err(|error| about(&error, "what the service manager has passed"))?, handler)
    }

    fn on(listener: Listener, handler: impl Handler) -> io::Result<Self> {
        let local_addr = listener.local_addr()?;
        let settings = Settings::default();
        Ok(Self { listener, local_addr, handler: Arc::new(handler), settings, threads: 4..=512, access_log: None })
    }

    /// Sets how much clients may ask for.
    ///
    /// ```
    /// use http_core::{Body, HttpServer, Limits, Request, Timeouts, handler_fn};
    /// use std::time::Duration;
    ///
    /// let server = HttpServer::bind("127.0.0.1:0", handler_fn(|_: &Request, _: &mut Body| "hello\n"))?
    ///     .limits(Limits { max_body: 8 << 20, ..Limits::default() })
    ///     .timeouts(Timeouts { keep_alive: Duration::from_secs(15), ..Timeouts::default() })
    ///     .threads(4..=256);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// Sets how long clients may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = timeouts.bounded();
        self
    }

    /// Sets how many threads are kept at least and started at most: 4 to 512 by default.
    ///
    /// As many as there are cores wait for requests. The others are for handlers that block, so the end of the range is how
    /// many may block at once. A thread that waits costs some 24 KiB, so 512 of them cost 12 MiB. Where all have been stuck in
    /// handlers for a second, requests are answered with 503 until one comes out. There is at least one thread; a range that
    /// ends before it begins stands for its beginning alone.
    pub fn threads(mut self, threads: RangeInclusive<usize>) -> Self {
        self.threads = threads;
        self
    }

    /// Logs every request.
    pub fn access_log(mut self, log: AccessLog) -> Self {
        self.access_log = Some(log);
        self
    }

    /// Where it listens. Clients can connect from now on; they are served once it runs.
    pub fn local_addr(&self) -> Address {
        self.local_addr.clone()
    }

    /// The same as a URL: `http://127.0.0.1:8000`.
    pub fn url(&self) -> String {
        match self.local_addr.socket_addr() {
            Some(address) => format!("http://{address}"),
            None => self.local_addr.to_string(),
        }
    }

    /// Serves until SIGINT (Ctrl-C) or SIGTERM, and lets requests in flight finish.
    ///
    /// They have [`Timeouts::drain`] for it; a second signal ends the process at once. A signal that comes before this is
    /// called does what it does to any process: it ends it. Without the feature `signals` it serves until the process ends.
    ///
    /// What goes wrong goes to the `log` crate. While no logger is set up there, errors and panics of handlers are written to
    /// standard error.
    ///
    /// # Errors
    ///
    /// Threads can't be started, or signals can't be watched.
    #[doc(alias = "serve_forever")]
    #[doc(alias = "serve")]
    #[doc(alias = "graceful_shutdown")]
    pub fn run_forever(self) -> io::Result<()> {
        #[cfg(feature = "log")]
        crate::logging::LastResort::StandardError.choose();
        #[cfg(feature = "signals")]
        return crate::signals::run_until_signal(|| self.spawn());
        #[cfg(not(feature = "signals"))]
        {
            self.spawn()?.join();
            Ok(())
        }
    }

    /// Serves in the background, and leaves signals alone.
    ///
    /// What goes wrong goes to the `log` crate. While no logger is set up there, it is lost.
    ///
    /// ```
    /// use http_core::{Body, HttpServer, Request, handler_fn};
    ///
    /// let handler = handler_fn(|_: &Request, _: &mut Body| "hello\n");
    /// let running = HttpServer::bind("127.0.0.1:0", handler)?.spawn()?;
    /// // Requests are answered from here on.
    /// running.stop();
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Threads can't be started. Those that were are ended, and the text says how many there should have been.
    pub fn spawn(mut self) -> io::Result<Running> {
        let limits = &mut self.settings.limits;
        limits.max_connections = limits.max_connections.clamp(1, affordable_connections());
        if let Err(error) = make_room_for(limits.max_connections) {
            debug!("descriptors get their room one by one: {error}");
        }
        self.settings.access_log = self.access_log.map(|log| log.start()).transpose()?;
        Engine::start(self.listener, self.handler, self.settings, self.threads)
    }
}

fn unresolved(error: &io::Error) -> io::Error {
    let text =
        format!("no address to listen on: {error} (write it as `127.0.0.1:8000`, or `0.0.0.0:8000` for all there are)");
    io::Error::new(error.kind(), text)
}

fn about(error: &io::Error, place: impl fmt::Display) -> io::Error {
    io::Error::new(error.kind(), format!("can't listen on {place}: {error}"))
}

impl fmt::Debug for HttpServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpServer")
            .field("local_addr", &self.local_addr)
            .field("settings", &self.settings)
            .field("threads", &self.threads)
            .finish_non_exhaustive()
    }
}

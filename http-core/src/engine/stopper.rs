//! The handle that stops a server.
//!
//! Decides who is told that it stops. Must not know what its threads do then.

use super::shared::Engine;
use crate::platform::Signal;
use crate::sync::Arc;
use crate::sync::atomic::{AtomicBool, Ordering};

/// Stops a running server, from any thread and any number of times.
///
/// It keeps nothing of the server alive: a handler may hold one of its own server.
///
/// ```
/// use http_core::{Body, HttpServer, Request, handler_fn};
///
/// let handler = handler_fn(|_: &Request, _: &mut Body| "hello\n");
/// let running = HttpServer::bind("127.0.0.1:0", handler)?.spawn()?;
/// let stopper = running.stopper();
/// std::thread::spawn(move || stopper.stop());
/// let stats = running.join(); // returns once it has stopped
/// assert_eq!(stats.cut_connections, 0);
/// # Ok::<(), std::io::Error>(())
/// ```
#[doc(alias = "shutdown")]
#[doc(alias = "graceful_shutdown")]
#[derive(Debug, Clone)]
pub struct Stopper {
    is_stopping: Arc<AtomicBool>,
    steward: Arc<Signal>,
}

impl Stopper {
    pub(super) fn new(engine: &Engine) -> Self {
        let Engine { settings, steward, .. } = engine;
        Self { is_stopping: Arc::clone(&settings.is_stopping), steward: Arc::clone(steward) }
    }

    /// Begins to stop the server, and returns at once. See [`Running::stop`](crate::Running::stop) for what happens then.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Release);
        self.steward.send();
    }
}

//! The `#[after]` hooks of the handler that is served.
//!
//! Decides from where they see the path.

use crate::handler::Handler;
use crate::request::MountPosition;
use crate::{Request, ResponseHead};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

/// The handler that is served, and the request that it has now.
pub(super) struct Hooks {
    handler: Arc<dyn Handler>,
    request: Option<Arc<Request>>,
    /// One of them has failed; they are not asked again.
    has_failed: bool,
}

impl Hooks {
    pub(super) fn new(handler: Arc<dyn Handler>) -> Self {
        Self { handler, request: None, has_failed: false }
    }

    pub(super) fn begin(&mut self, request: Arc<Request>) {
        self.request = Some(request);
        self.has_failed = false;
    }

    /// From here on there is no request that hooks could see.
    pub(super) fn end(&mut self) {
        self.request = None;
    }

    pub(super) fn request(&self) -> Option<&Request> {
        self.request.as_deref()
    }

    pub(super) fn give_up(&mut self) {
        self.has_failed = true;
    }

    /// Runs them; an `Err` is a panic.
    pub(super) fn run(&self, head: &mut ResponseHead) -> thread::Result<()> {
        let Some(request) = self.request().filter(|_| !self.has_failed) else { return Ok(()) };
        let position = request.position();
        request.set_position(MountPosition::ROOT);
        let result = catch_unwind(AssertUnwindSafe(|| self.handler.after(request, head)));
        request.set_position(position);
        result
    }
}

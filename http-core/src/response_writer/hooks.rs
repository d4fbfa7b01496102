//! The `#[after]` hooks of the handler that is served.
//!
//! Decides from where they see the path.

use crate::handler::Handler;
use crate::request::MountPosition;
use crate::{Request, ResponseHead};
use std::sync::Arc;

/// The handler that is served, and the request that it has now.
pub(super) struct Hooks {
    handler: Arc<dyn Handler>,
    request: Option<Arc<Request>>,
}

impl Hooks {
    pub(super) fn new(handler: Arc<dyn Handler>) -> Self {
        Self { handler, request: None }
    }

    pub(super) fn begin(&mut self, request: Arc<Request>) {
        self.request = Some(request);
    }

    /// From here on there is no request that hooks could see.
    pub(super) fn end(&mut self) {
        self.request = None;
    }

    pub(super) fn request(&self) -> Option<&Request> {
        self.request.as_deref()
    }

    pub(super) fn run(&self, head: &mut ResponseHead) {
        let Some(request) = self.request() else { return };
        let position = request.position();
        request.set_position(MountPosition::ROOT);
        self.handler.after(request, head);
        request.set_position(position);
    }
}

//! The `#[after]` hooks of the handler that is served.
//!
//! Decides from where they see the path.

use crate::handler::Handler;
use crate::request::MountPosition;
use crate::{Request, ResponseHead};
use std::sync::Arc;

/// Whose `#[after]` hooks see the head before it goes out, and the request they are told of.
pub(super) struct Hooks {
    handler: Arc<dyn Handler>,
    request: Arc<Request>,
}

impl Hooks {
    pub(super) fn new(handler: Arc<dyn Handler>, request: Arc<Request>) -> Self {
        Self { handler, request }
    }

    pub(super) fn request(&self) -> &Request {
        &self.request
    }

    /// The outermost handler passes the head on, so the path is shown from there.
    pub(super) fn run(&self, head: &mut ResponseHead) {
        let position = self.request.position();
        self.request.set_position(MountPosition::ROOT);
        self.handler.after(&self.request, head);
        self.request.set_position(position);
    }
}

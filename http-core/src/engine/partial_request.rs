//! A request that has come in part, while nobody works on its connection.
//!
//! Decides what has to be remembered of it. Most connections are parked between two requests and have none.

use super::conversation::Phase;
use crate::Request;
use crate::proto::{Lookahead, Receiver};
use std::sync::Arc;

#[derive(Debug)]
pub(crate) struct PartialRequest {
    pub(super) phase: Phase,
    pub(super) receiver: Receiver,
    /// What was received and not taken in.
    pub(super) input: Vec<u8>,
    /// Once its head has come: the request, and what of a small content has been looked at.
    pub(super) head: Option<(Arc<Request>, Lookahead)>,
}

impl PartialRequest {
    /// Has nothing of it come yet but an empty line?
    pub(super) fn is_nothing(&self) -> bool {
        self.phase == Phase::Head && self.input.is_empty() && self.receiver.is_between_requests()
    }
}

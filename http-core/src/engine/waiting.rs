//! What a connection waits for from its client.
//!
//! Decides which timeout holds for it. The client's time begins when what is waited for changes.

use super::connection::{Connection, Ending};
use super::conversation::Phase;
use crate::Timeouts;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    Request,
    RestOfHead,
    Content,
    /// Content that nobody reads: its request is answered.
    UnreadContent,
    /// That the client takes its response.
    Reading,
    /// The end of the client's stream, behind the last response.
    End,
}

impl Connection {
    pub(super) fn waiting(&self) -> Waiting {
        if self.unsent.is_some() {
            return Waiting::Reading;
        }
        if self.ending != Ending::GoOn {
            return Waiting::End;
        }
        let Some(partial) = &self.partial else { return Waiting::Request };
        match partial.phase {
            Phase::Head if partial.is_nothing() => Waiting::Request,
            Phase::Head => Waiting::RestOfHead,
            Phase::Content => Waiting::Content,
            Phase::Discard { .. } => Waiting::UnreadContent,
        }
    }

    /// How long the client may take for it.
    pub(super) fn allowance(&self, timeouts: &Timeouts) -> Duration {
        match self.waiting() {
            Waiting::Request if self.has_served => timeouts.keep_alive,
            Waiting::Request | Waiting::RestOfHead => timeouts.head,
            Waiting::Content | Waiting::UnreadContent => timeouts.body_allowance(self.received()),
            Waiting::Reading => timeouts.write,
            Waiting::End => timeouts.linger,
        }
    }

    /// How much of its request has been received and is kept.
    fn received(&self) -> u64 {
        self.partial.as_ref().map_or(0, |partial| partial.input.len() as u64)
    }
}

//! A connection's socket.

use super::patience::Patience;
use crate::platform::Stream;
use loom::sync::Arc;

#[derive(Debug)]
pub(super) struct Socket {
    pub(super) stream: Stream,
}

impl Socket {
    pub(super) fn new(stream: Stream, _: Arc<Patience>) -> Self {
        Self { stream }
    }
}

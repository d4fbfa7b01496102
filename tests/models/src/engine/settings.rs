//! What a server was started with, and that it is being stopped.

use loom::sync::Arc;
use loom::sync::atomic::AtomicBool;
use std::time::Duration;

#[derive(Debug)]
pub(super) struct Settings {
    pub(super) timeouts: Timeouts,
    pub(super) access_log: Option<Log>,
    pub(super) is_stopping: Arc<AtomicBool>,
}

#[derive(Debug)]
pub(super) struct Timeouts {
    pub(super) head: Duration,
    pub(super) drain: Duration,
}

impl Timeouts {
    pub(super) fn shortest(&self) -> Duration {
        self.head
    }
}

#[derive(Debug)]
pub(super) struct Log;

impl Log {
    pub(super) fn finish(&self) {}
}

//! What a server was started with, and that it is being stopped.
//!
//! Decides what all its conversations and threads have to know of that. The numbers are decided in `crate::settings`.

use crate::access_log::RunningLog;
use crate::{Limits, Timeouts};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The settings of one server.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) limits: Limits,
    pub(crate) timeouts: Timeouts,
    pub(crate) server: String,
    pub(crate) access_log: Option<RunningLog>,
    /// The server is being stopped: every response is the last one of its connection.
    pub(crate) is_stopping: Arc<AtomicBool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            timeouts: Timeouts::default(),
            server: "http-core".to_owned(),
            access_log: None,
            is_stopping: Arc::default(),
        }
    }
}

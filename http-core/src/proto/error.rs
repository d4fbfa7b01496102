//! What is wrong with a message, and the status it is answered with.
//!
//! Nobody else chooses a status for a malformed message. Each of these closes the connection: after
//! one of them nobody can tell where the next message begins.

use http::StatusCode;
use std::fmt;

/// A breach of RFC 9112, or of a limit, by the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProtocolError {
    status: StatusCode,
    reason: &'static str,
}

impl ProtocolError {
    /// The message is malformed: 400.
    pub(crate) const fn malformed(reason: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, reason)
    }

    pub(crate) const fn new(status: StatusCode, reason: &'static str) -> Self {
        Self { status, reason }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// What is wrong, for the client and the log; never a part of the message itself.
    pub(crate) fn reason(&self) -> &'static str {
        self.reason
    }
}

impl fmt::Display for ProtocolError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.reason)
    }
}

impl std::error::Error for ProtocolError {}

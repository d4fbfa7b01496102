//! Why content can't be read.
//!
//! Decides the status and the kind of error of each reason. Must not know how content is received.

use crate::proto::ProtocolError;
use http::StatusCode;
use std::fmt;
use std::io;

/// Why content can't be read, and what that is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContentError {
    TooLarge,
    TimedOut,
    /// Too many threads wait for content already.
    Busy,
    /// The client left in the middle.
    Incomplete,
    Malformed(ProtocolError),
}

impl ContentError {
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TimedOut => StatusCode::REQUEST_TIMEOUT,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Incomplete => StatusCode::BAD_REQUEST,
            Self::Malformed(error) => error.status(),
        }
    }

    fn kind(self) -> io::ErrorKind {
        match self {
            Self::TooLarge => io::ErrorKind::FileTooLarge,
            Self::TimedOut => io::ErrorKind::TimedOut,
            Self::Busy => io::ErrorKind::ResourceBusy,
            Self::Incomplete => io::ErrorKind::UnexpectedEof,
            Self::Malformed(_) => io::ErrorKind::InvalidData,
        }
    }
}

impl From<ProtocolError> for ContentError {
    fn from(error: ProtocolError) -> Self {
        Self::Malformed(error)
    }
}

impl From<ContentError> for io::Error {
    fn from(error: ContentError) -> Self {
        Self::new(error.kind(), error)
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "the content is larger than allowed here",
            Self::TimedOut => "the content did not come in time",
            Self::Busy => "too many threads wait for content already",
            Self::Incomplete => "the content ends too early",
            Self::Malformed(error) => error.reason(),
        })
    }
}

impl std::error::Error for ContentError {}

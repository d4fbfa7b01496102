//! An error on its way from a handler to a response.
//!
//! Decides which status an error is answered with and what of it the client may see.

use crate::Rejection;
use crate::body::ContentError;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt;
use std::io;

type Cause = Box<dyn StdError + Send + Sync + 'static>;

/// Any error, with the status it is answered with.
///
/// `?` turns every [`std::error::Error`] into one: 500 then, the cause logged in full and never shown to the
/// client. A [`Rejection`] and what [`Body`](crate::Body) fails with keep their own status and text. As
/// a consequence `Error` itself is no `std::error::Error`.
///
/// ```
/// use http_core::{Error, StatusCode};
///
/// fn parse(text: &str) -> Result<u16, Error> {
///     Ok(text.parse()?)
/// }
///
/// let error = parse("many").unwrap_err();
/// assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
/// assert!(error.downcast_ref::<std::num::ParseIntError>().is_some());
/// assert_eq!(error.with_status(StatusCode::BAD_REQUEST).status(), StatusCode::BAD_REQUEST);
/// ```
pub struct Error {
    status: StatusCode,
    cause: Cause,
}

impl Error {
    /// An error with a text of its own, for the log. It is answered with 500.
    pub fn new(text: impl Into<String>) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, cause: text.into().into() }
    }

    /// The same error, answered with another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The status this is answered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The cause, if it is an `E`.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        self.cause.downcast_ref()
    }

    /// The cause, whatever it is.
    pub fn cause(&self) -> &(dyn StdError + Send + Sync + 'static) {
        self.cause.as_ref()
    }

    /// What the client may be told beyond the status.
    pub(crate) fn public_text(&self) -> Option<String> {
        if let Some(rejection) = self.downcast_ref::<Rejection>() {
            return Some(rejection.to_string());
        }
        content_error(self.cause.as_ref()).map(|error| error.to_string())
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        let cause: Cause = Box::new(error);
        Self { status: status_of(cause.as_ref()), cause }
    }
}

fn status_of(cause: &(dyn StdError + 'static)) -> StatusCode {
    if let Some(rejection) = cause.downcast_ref::<Rejection>() {
        return rejection.status();
    }
    content_error(cause).map_or(StatusCode::INTERNAL_SERVER_ERROR, |error| error.status())
}

/// Is it a failure to read the content, that was passed on as an `io::Error`?
fn content_error<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e ContentError> {
    cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref()
}

impl fmt::Display for Error {
    /// The error and, behind colons, all that caused it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.cause)?;
        let mut source = self.cause.source();
        while let Some(error) = source {
            write!(formatter, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self, self.status)
    }
}

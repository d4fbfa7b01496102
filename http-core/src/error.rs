//! An error on its way from a handler to a response.
//!
//! Decides which status an error is answered with and what of it the client may see.

use crate::Rejection;
use crate::content_error::ContentError;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt;
use std::io;

type Cause = Box<dyn StdError + Send + Sync + 'static>;

/// Any error, with the status it is answered with.
///
/// `?` turns every [`std::error::Error`] into one: 500 then, the cause logged in full and never shown to the
/// client. A [`Rejection`] and the errors of reading a [`Body`](crate::Body) keep their own status and text, also where they
/// are the source of another error. Since every error can become one, `Error` itself is no `std::error::Error`.
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
#[doc(alias = "abort")]
#[must_use = "an error is answered only where the method returns it"]
pub struct Error {
    status: StatusCode,
    cause: Cause,
}

impl Error {
    /// Makes an error from a text, which goes to the log and is answered with 500; or from another error, as `?` does.
    ///
    /// `?` does not take an error in a `Box`. Pass it on with this:
    ///
    /// ```
    /// use http_core::Error;
    ///
    /// fn load() -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    ///     Err("no such file")?
    /// }
    ///
    /// fn show() -> Result<String, Error> {
    ///     load().map_err(Error::new)
    /// }
    /// assert_eq!(show().unwrap_err().to_string(), "no such file");
    /// ```
    pub fn new(error: impl Into<Box<dyn StdError + Send + Sync + 'static>>) -> Self {
        let cause = error.into();
        Self { status: status_of(cause.as_ref()), cause }
    }

    /// The same error, answered with another status.
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
        chain(self.cause.as_ref()).find_map(|error| match error.downcast_ref::<Rejection>() {
            Some(rejection) => Some(rejection.to_string()),
            None => content_error(error).map(|error| error.to_string()),
        })
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        Self::new(error)
    }
}

fn status_of(cause: &(dyn StdError + 'static)) -> StatusCode {
    let status = chain(cause).find_map(|error| match error.downcast_ref::<Rejection>() {
        Some(rejection) => Some(rejection.status()),
        None => content_error(error).map(|error| error.status()),
    });
    status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The error and all that caused it.
fn chain<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// Is it a failure to read the content, that was passed on as an `io::Error`?
fn content_error<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e ContentError> {
    cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref()
}

impl fmt::Display for Error {
    /// The error and, behind colons, all that caused it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.cause)?;
        chain(self.cause.as_ref()).skip(1).try_for_each(|error| write!(formatter, ": {error}"))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self, self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error of a user's, around another one.
    #[derive(Debug)]
    struct Wrapping<E>(E);

    impl<E> fmt::Display for Wrapping<E> {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("wrapping")
        }
    }

    impl<E: StdError + 'static> StdError for Wrapping<E> {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn what_is_wrong_with_a_request_keeps_its_status_within_another_error() {
        let too_large = || io::Error::from(ContentError::TooLarge);
        let rejection = || Rejection::new(StatusCode::NOT_FOUND, "no such thing");
        let cases = [
            (Error::from(too_large()), StatusCode::PAYLOAD_TOO_LARGE),
            (Error::from(Wrapping(Wrapping(too_large()))), StatusCode::PAYLOAD_TOO_LARGE),
            (Error::new(Box::<dyn StdError + Send + Sync>::from(too_large())), StatusCode::PAYLOAD_TOO_LARGE),
            (Error::from(rejection()), StatusCode::NOT_FOUND),
            (Error::from(Wrapping(rejection())), StatusCode::NOT_FOUND),
        ];
        for (error, status) in cases {
            assert!(error.status() == status && error.public_text().is_some(), "{error:?}");
        }
        let secret = Error::from(Wrapping(io::Error::other("a secret")));
        assert_eq!((secret.status(), secret.public_text()), (StatusCode::INTERNAL_SERVER_ERROR, None));
        assert_eq!(secret.to_string(), "wrapping: a secret");
    }
}

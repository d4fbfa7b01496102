//! Redirections (RFC 9110 section 15.4).
//!
//! Decides which statuses there are names for. Must not change the place it is given.

use crate::{IntoResponse, Response};
use http::StatusCode;

/// Sends the client to another place. A place that can't stand in a field (with CR, LF or NUL) makes a 500.
///
/// The place is sent as it is: text from users has to be checked, or it leads to other sites.
///
/// ```
/// use http_core::Redirect;
///
/// /// Behind a form: the browser goes on with GET, and a reload posts nothing again.
/// fn stored() -> Redirect {
///     Redirect::see_other("/")
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    status: StatusCode,
    location: String,
}

impl Redirect {
    /// 303: go on there with GET. The answer to a form.
    pub fn see_other(location: impl Into<String>) -> Self {
        Self::new(StatusCode::SEE_OTHER, location)
    }

    /// 302: as a rule with GET. Older than 303 and 307, which say which.
    pub fn found(location: impl Into<String>) -> Self {
        Self::new(StatusCode::FOUND, location)
    }

    /// 307: there for now, with the same method and content.
    pub fn temporary(location: impl Into<String>) -> Self {
        Self::new(StatusCode::TEMPORARY_REDIRECT, location)
    }

    /// 308: there from now on, with the same method and content.
    pub fn permanent(location: impl Into<String>) -> Self {
        Self::new(StatusCode::PERMANENT_REDIRECT, location)
    }

    fn new(status: StatusCode, location: impl Into<String>) -> Self {
        Self { status, location: location.into() }
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        Response::new(self.status).with_header("location", &self.location)
    }
}

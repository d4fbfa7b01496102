//! Redirections (RFC 9110 section 15.4).
//!
//! Decides which statuses there are names for, and what is encoded of a place. Must not change a place that is a URI.

use crate::{IntoResponse, Response};
use http::StatusCode;
use percent_encoding::{AsciiSet, utf8_percent_encode};
use std::borrow::Cow;

/// What has no place in a URI (RFC 3986), but for `[` and `]`, which have, around an IPv6 address, and for what can't stand in
/// a field either. With it goes everything outside of ASCII.
const FOREIGN_TO_URIS: &AsciiSet = &AsciiSet::EMPTY
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Sends the client to another place. A place that can't stand in a field (with CR, LF or NUL) makes a 500.
///
/// What may not stand in a URI is percent-encoded, such as spaces and letters outside of ASCII. The rest is sent as it is: a
/// `/`, `?`, `#` or `%` in a part of the path has to be encoded before, and text from users has to be checked, or it leads to
/// other sites.
///
/// ```
/// use http_core::{IntoResponse, Redirect};
///
/// /// Behind a form: the browser goes on with GET, and a reload posts nothing again.
/// fn stored() -> Redirect {
///     Redirect::see_other("/")
/// }
///
/// let response = Redirect::see_other("/users/Zoë Bell").into_response();
/// assert_eq!(response.headers()["location"], "/users/Zo%C3%AB%20Bell");
/// ```
#[must_use = "the client is sent on only where the method returns this"]
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
        let location = Cow::from(utf8_percent_encode(&self.location, FOREIGN_TO_URIS));
        Response::new(self.status).with_header("location", location)
    }
}

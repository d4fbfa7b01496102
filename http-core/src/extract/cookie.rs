//! `#[cookie]`: the pairs of the `Cookie` fields (RFC 6265 section 5.4).
//!
//! Decides where a pair ends and what belongs to its value.

use super::Values;
use super::values::Found;
use crate::Request;
use http::StatusCode;
use std::borrow::Cow;

/// The values of the cookies of this name, as sent: cookies have no encoding of their own.
pub fn cookie<'r>(request: &'r Request, name: &'static str) -> Values<'r> {
    let found = values(request, name).map(Cow::Borrowed).collect::<Found<'r>>();
    Values::new("the cookie", name, StatusCode::BAD_REQUEST, Ok(found))
}

/// For whoever has the request as a whole.
impl Request {
    /// The value of the first cookie of this name, as sent: what `#[cookie]` takes.
    ///
    /// ```
    /// use http_core::prelude::*;
    ///
    /// /// The session that a cookie names; those without one are sent to log in.
    /// struct Session<'r>(&'r str);
    ///
    /// impl<'r> FromRequest<'r> for Session<'r> {
    ///     type Rejection = Redirect;
    ///
    ///     fn from_request(request: &'r Request) -> Result<Self, Redirect> {
    ///         request.cookie("session").map(Session).ok_or_else(|| Redirect::see_other("/login"))
    ///     }
    /// }
    /// ```
    pub fn cookie(&self, name: &str) -> Option<&str> {
        values(self, name).next()
    }
}

/// Quotes around a value are no part of it (RFC 6265 section 4.1.1).
fn values<'r>(request: &'r Request, name: &str) -> impl Iterator<Item = &'r str> {
    let lines = request.headers().get_all("cookie");
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.filter(move |(found, _)| found.trim() == name).map(|(_, value)| unquoted(value.trim()))
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}

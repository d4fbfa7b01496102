//! `#[cookie]`: the pairs of the `Cookie` fields (RFC 6265 section 5.4).
//!
//! Decides where a pair ends and what belongs to its value.

use super::Values;
use super::values::Found;
use crate::Request;
use http::StatusCode;
use std::borrow::Cow;

/// The values of the cookies of this name, as sent: cookies have no encoding of their own. Quotes around a value
/// are no part of it (RFC 6265 section 4.1.1).
pub fn cookie<'r>(request: &'r Request, name: &'static str) -> Values<'r> {
    let lines = request.headers().get_all("cookie");
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let values =
        pairs.filter(|(found, _)| found.trim() == name).map(|(_, value)| Cow::Borrowed(unquoted(value.trim())));
    let found = values.collect::<Found<'r>>();
    Values::new("the cookie", name, StatusCode::BAD_REQUEST, Ok(found))
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}

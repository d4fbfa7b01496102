//! `#[header("name")]`: the values of field lines.
//!
//! Decides that each line is one value: a list stays as it was sent.

use super::Values;
use super::values::Found;
use crate::{Rejection, Request};
use http::StatusCode;
use std::borrow::Cow;

/// The values of the fields of this name. One that is not UTF-8 is 400.
pub fn header<'r>(request: &'r Request, name: &'static str) -> Values<'r> {
    let found = request.head.values(name).map(|value| text(name, value)).collect::<Result<Found<'r>, Rejection>>();
    Values::new("the field", name, StatusCode::BAD_REQUEST, found)
}

fn text<'r>(name: &str, value: &'r [u8]) -> Result<Cow<'r, str>, Rejection> {
    let not_text = |_| Rejection::new(StatusCode::BAD_REQUEST, format!("the field `{name}` is not UTF-8"));
    std::str::from_utf8(value).map(Cow::Borrowed).map_err(not_text)
}

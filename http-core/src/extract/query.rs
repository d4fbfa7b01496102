//! `#[query]`: the pairs of a query, as forms write them (WHATWG URL, `application/x-www-form-urlencoded`).
//!
//! Decides how pairs are split and decoded, for forms as well.

use super::Values;
use super::values::Found;
use crate::proto::has_whole_escapes;
use crate::{Rejection, Request};
use http::StatusCode;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The query's values of this name. A broken escape or text that is not UTF-8, anywhere in it, is 400.
pub fn query<'r>(request: &'r Request, name: &'static str) -> Values<'r> {
    let found = pairs(request.query().unwrap_or_default())
        .filter_map(|pair| match pair {
            Ok((found, value)) => (found == name).then_some(Ok(value)),
            Err(rejection) => Some(Err(rejection)),
        })
        .collect::<Result<Found<'r>, Rejection>>();
    Values::new("the query parameter", name, StatusCode::BAD_REQUEST, found)
}

/// For whoever has the request as a whole.
impl Request {
    /// The names and values of the query, decoded as forms are, in the order sent: what `#[query]` looks into.
    ///
    /// ```
    /// use http_core::prelude::*;
    ///
    /// /// Everything that the query says, whatever the names are.
    /// fn filters(request: &Request) -> Result<String, Rejection> {
    ///     let pairs = request.query_pairs()?;
    ///     Ok(pairs.iter().map(|(name, value)| format!("{name} is {value}\n")).collect())
    /// }
    ///
    /// let handler = http_core::handler_fn(|request: &Request, _: &mut Body| filters(request));
    /// let client = http_core::testing::Client::new(handler);
    /// assert_eq!(client.get("/?colour=dark+blue&size=5").send().text(), "colour is dark blue\nsize is 5\n");
    /// ```
    ///
    /// # Errors
    ///
    /// Where it has a broken escape, or what is not UTF-8 without NUL: 400.
    #[doc(alias = "parse_qs")]
    #[doc(alias = "args")]
    #[allow(clippy::type_complexity, reason = "an alias would hide from readers what they get")]
    pub fn query_pairs(&self) -> Result<Vec<(Cow<'_, str>, Cow<'_, str>)>, Rejection> {
        pairs(self.query().unwrap_or_default()).collect()
    }
}

type Pair<'q> = (Cow<'q, str>, Cow<'q, str>);

/// Names and values, decoded.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = Result<Pair<'_>, Rejection>> {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decode(name)?, decode(value)?))
    })
}

/// `+` is a space; a broken escape is refused rather than kept.
fn decode(text: &str) -> Result<Cow<'_, str>, Rejection> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+' | b'\0')) {
        return Ok(Cow::Borrowed(text));
    }
    if !has_whole_escapes(text.as_bytes()) {
        return Err(malformed());
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().map_err(|_| malformed())?;
    if decoded.contains('\0') {
        return Err(malformed());
    }
    Ok(Cow::Owned(decoded.into_owned()))
}

fn malformed() -> Rejection {
    Rejection::new(StatusCode::BAD_REQUEST, "the query or form has a broken escape, or is not UTF-8 without NUL")
}

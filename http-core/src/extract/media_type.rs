//! Content that has to be of one media type (RFC 9110 section 8.3).
//!
//! Decides what is compared, what content of another type is answered with, and what becomes of an argument where there is
//! no content. Must not know what is in it.

use super::absent::absent;
use crate::{Body, Error, Rejection, Request};
use http::StatusCode;
use serde_core::de::DeserializeOwned;
use std::io;

/// What `#[json]` and `#[form]` can be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from the content of a request",
    label = "no `Deserialize` for this type",
    note = "derive it: `#[derive(serde::Deserialize)]`, for what is in it as well; nothing is lent by the content, so take `String` and not `&str`"
)]
pub trait FromContent: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromContent for T {}

/// One way in which content says what it is.
pub(super) struct MediaType<T> {
    /// As messages call it.
    pub(super) name: &'static str,
    pub(super) is_meant_by: fn(&str) -> bool,
    pub(super) parse: fn(&[u8]) -> Result<T, Rejection>,
}

impl<T: DeserializeOwned> MediaType<T> {
    /// The content as a value.
    pub(super) fn required(&self, request: &Request, body: &mut Body) -> Result<T, Rejection> {
        if let Some(absent) = absent() {
            return Ok(self.optional(request, body)?.unwrap_or(absent));
        }
        require(request, self.name, self.is_meant_by)?;
        (self.parse)(&read(body)?)
    }

    /// The same, or `None` where there is no content.
    pub(super) fn optional(&self, request: &Request, body: &mut Body) -> Result<Option<T>, Rejection> {
        let content = read(body)?;
        if content.is_empty() {
            return Ok(None);
        }
        require(request, self.name, self.is_meant_by)?;
        (self.parse)(&content).map(Some)
    }
}

/// Refuses content whose media type, without its parameters, is not wanted. No type at all is not wanted either.
fn require(request: &Request, wanted: &str, is_wanted: fn(&str) -> bool) -> Result<(), Rejection> {
    let sent = request.header("content-type").unwrap_or_default();
    let essence = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if is_wanted(&essence) {
        return Ok(());
    }
    let text = format!("the content has to be {wanted}, and Content-Type has to say so");
    Err(Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, text))
}

/// All of the content.
fn read(body: &mut Body) -> Result<Vec<u8>, Rejection> {
    body.read_all().map_err(rejection)
}

fn rejection(error: io::Error) -> Rejection {
    let text = error.to_string();
    Rejection::new(Error::from(error).status(), text)
}

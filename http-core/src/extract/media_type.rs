//! Content that has to be of one media type (RFC 9110 section 8.3).
//!
//! Decides what is compared, and what content of another type is answered with. Must not know what is in it.

use crate::{Body, Error, Rejection, Request};
use http::StatusCode;
use std::io;

/// Refuses content whose media type, without its parameters, is not wanted. No type at all is not wanted either.
pub(super) fn require(request: &Request, wanted: &str, is_wanted: fn(&str) -> bool) -> Result<(), Rejection> {
    let sent = request.header("content-type").unwrap_or_default();
    let essence = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if is_wanted(&essence) {
        return Ok(());
    }
    let text = format!("the content has to be {wanted}, and Content-Type has to say so");
    Err(Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, text))
}

/// All of the content.
pub(super) fn read(body: &mut Body) -> Result<Vec<u8>, Rejection> {
    body.read_all().map_err(rejection)
}

fn rejection(error: io::Error) -> Rejection {
    let text = error.to_string();
    Rejection::new(Error::from(error).status(), text)
}

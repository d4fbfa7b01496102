//! `#[json]`: content as JSON (RFC 8259).
//!
//! Decides which media types are JSON, and what JSON of the wrong form is answered with.

use super::absent::absent;
use super::media_type;
use crate::{Body, Rejection, Request};
use http::StatusCode;
use serde_core::de::DeserializeOwned;
use serde_json::error::Category;

/// The content as JSON: 415 for another media type, 400 for broken syntax, 422 for another shape.
pub fn json<T: DeserializeOwned>(request: &Request, body: &mut Body) -> Result<T, Rejection> {
    if let Some(absent) = absent() {
        return Ok(optional_json(request, body)?.unwrap_or(absent));
    }
    require_json(request)?;
    parse(&media_type::read(body)?)
}

/// The same, or `None` where there is no content.
pub fn optional_json<T: DeserializeOwned>(request: &Request, body: &mut Body) -> Result<Option<T>, Rejection> {
    let content = media_type::read(body)?;
    if content.is_empty() {
        return Ok(None);
    }
    require_json(request)?;
    parse(&content).map(Some)
}

fn parse<T: DeserializeOwned>(content: &[u8]) -> Result<T, Rejection> {
    serde_json::from_slice(content).map_err(|error| rejection(&error))
}

fn require_json(request: &Request) -> Result<(), Rejection> {
    media_type::require(request, "application/json", is_json)
}

fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}

fn rejection(error: &serde_json::Error) -> Rejection {
    let status = match error.classify() {
        Category::Data => StatusCode::UNPROCESSABLE_ENTITY,
        Category::Syntax | Category::Eof | Category::Io => StatusCode::BAD_REQUEST,
    };
    Rejection::new(status, format!("the JSON is not what is wanted here: {error}"))
}

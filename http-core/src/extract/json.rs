//! `#[json]`: content as JSON (RFC 8259).
//!
//! Decides which media types are JSON, and what JSON of the wrong form is answered with.

use super::media_type::{FromContent, MediaType};
use crate::{Body, Rejection, Request};
use http::StatusCode;
use serde_core::de::DeserializeOwned;
use serde_json::error::Category;

/// The content as JSON: 415 for another media type, 400 for broken syntax, 422 for another shape.
pub fn json<T: FromContent>(request: &Request, body: &mut Body) -> Result<T, Rejection> {
    media_type().required(request, body)
}

/// The same, or `None` where there is no content.
pub fn optional_json<T: FromContent>(request: &Request, body: &mut Body) -> Result<Option<T>, Rejection> {
    media_type().optional(request, body)
}

fn media_type<T: DeserializeOwned>() -> MediaType<T> {
    MediaType { name: "application/json", is_meant_by: is_json, parse }
}

fn parse<T: DeserializeOwned>(content: &[u8]) -> Result<T, Rejection> {
    serde_json::from_slice(content).map_err(|error| rejection(&error))
}

fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}

fn rejection(error: &serde_json::Error) -> Rejection {
    let (status, reason) = match error.classify() {
        Category::Data => (StatusCode::UNPROCESSABLE_ENTITY, "the JSON is not what is wanted here"),
        Category::Syntax | Category::Eof | Category::Io => (StatusCode::BAD_REQUEST, "the content is not JSON"),
    };
    Rejection::new(status, format!("{reason}: {error}"))
}

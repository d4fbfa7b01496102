//! `{name}` and `{*rest}`: parts of the path.
//!
//! Decides what a segment that is not of the type is answered with. Where segments begin and how they are decoded is
//! decided in `routing`.

use super::Values;
use super::values::Found;
use crate::Request;
use crate::routing::{rest_segment_texts, rest_text, segment_text};
use http::StatusCode;

/// The path's segment of this index. One that is no `T` is 404, as if the route were not there.
pub fn path<'r>(request: &'r Request, name: &'static str, index: usize) -> Values<'r> {
    let found = Found::One(Some(segment_text(request, index)));
    Values::new("the path segment", name, StatusCode::NOT_FOUND, Ok(found))
}

/// The path from the segment of this index on.
pub fn rest<'r>(request: &'r Request, name: &'static str, index: usize) -> Values<'r> {
    let found = Found::One(Some(rest_text(request, index)));
    Values::new("the rest of the path", name, StatusCode::NOT_FOUND, Ok(found))
}

/// Each of the segments from this index on; none where the rest is empty.
pub fn rest_segments<'r>(request: &'r Request, name: &'static str, index: usize) -> Values<'r> {
    let found = rest_segment_texts(request, index).collect();
    Values::new("the rest of the path", name, StatusCode::NOT_FOUND, Ok(found))
}

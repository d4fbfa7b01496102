//! JSON: `Json` (RFC 8259).
//!
//! Decides the media type, and what a value that can't be written is answered with.

use crate::{Error, IntoResponse, Response, ResponseWriter};
use http::HeaderValue;
use serde_core::Serialize;
use std::io;

/// A value as JSON: 200, `application/json`. A value that can't be written as JSON is a 500.
///
/// ```
/// use http_core::Json;
///
/// fn numbers() -> Json<Vec<u32>> {
///     Json(vec![1, 2, 3])
/// }
/// ```
#[doc(alias = "jsonify")]
#[must_use = "a value is sent only where the method returns it"]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Json<T>(pub T);

const JSON: HeaderValue = HeaderValue::from_static("application/json");

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(content) => Response::with_content(JSON, content),
            Err(error) => Error::from(error).into(),
        }
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        match response.send_made_content(JSON, |content| serde_json::to_writer(content, &self.0))? {
            Ok(()) => Ok(()),
            Err(error) => response.send_response_value(Error::from(error).into()),
        }
    }
}

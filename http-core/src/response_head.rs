//! The head of a response before it goes out.
//!
//! Decides which fields may be in it. Those that belong to the message itself are added when it goes out.

use crate::response_fields::ResponseFields;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use std::io;

/// Status and fields of a response (RFC 9110 section 15 and 6.3): what an `#[after]` hook may change.
///
/// `Date`, `Server`, `Content-Length`, `Transfer-Encoding` and `Connection` are added when the head goes out.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Site;
///
/// #[handler]
/// impl Site {
///     #[get]
///     fn index(&self) -> &'static str {
///         "index"
///     }
///
///     #[after]
///     fn forbid_frames(&self, head: &mut ResponseHead) {
///         if head.status().is_success() {
///             head.headers_mut().insert("x-frame-options", http_core::HeaderValue::from_static("DENY"));
///         }
///     }
/// }
///
/// let client = http_core::testing::Client::new(Site);
/// assert_eq!(client.get("/").send().headers()["x-frame-options"], "DENY");
/// ```
#[derive(Debug, Clone, Default)]
pub struct ResponseHead {
    pub(crate) status: StatusCode,
    pub(crate) fields: ResponseFields,
}

impl ResponseHead {
    /// The status; 200 as long as nothing else was said.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Sets the status.
    pub fn set_status(&mut self, status: StatusCode) {
        self.status = status;
    }

    /// The fields.
    pub fn headers(&self) -> &HeaderMap {
        self.fields.map()
    }

    /// The fields, to be changed.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.fields.map_mut()
    }

    pub(crate) fn clear(&mut self) {
        self.status = StatusCode::OK;
        self.fields.clear();
    }

    /// Adds a field.
    pub(crate) fn append(&mut self, name: &str, value: &str) -> io::Result<()> {
        let (name, value) = field(name, value)?;
        self.headers_mut().try_append(name, value).map_err(io::Error::other)?;
        Ok(())
    }

    /// The same, but a `Content-Type` takes the place of another one.
    pub(crate) fn set_or_append(&mut self, name: &str, value: &str) -> io::Result<()> {
        let (name, value) = field(name, value)?;
        if name == header::CONTENT_TYPE {
            self.fields.set_content_type(value).map_err(io::Error::other)?;
        } else {
            self.headers_mut().try_append(name, value).map_err(io::Error::other)?;
        }
        Ok(())
    }
}

/// Names that are no token and values with CR, LF, NUL or another control character are refused: no response can be
/// split in two (CWE-113).
fn field(name: &str, value: &str) -> io::Result<(HeaderName, HeaderValue)> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad_field("name", name))?;
    if name == header::TRANSFER_ENCODING {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "Transfer-Encoding is the server's to set"));
    }
    let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| bad_field("value", name.as_str()))?;
    Ok((name, value))
}

fn bad_field(part: &str, name: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("the {part} of the response field {name:?} can't be sent"))
}

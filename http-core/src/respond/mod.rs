//! Return values as responses.
//!
//! Decides what a value of each type looks like on the wire; how it gets there is the writer's.

mod error;
mod html;
#[cfg(feature = "json")]
mod json;
mod redirect;
mod status;
mod text;
mod wrapped;

pub use html::{Html, escape_html};
#[cfg(feature = "json")]
pub use json::Json;
pub use redirect::Redirect;
pub(crate) use text::TEXT;
pub(crate) use wrapped::error_response;

use crate::{Response, ResponseWriter};
use std::io;

/// What a handler method may return.
///
/// | type | response |
/// |---|---|
/// | `()` | 204 |
/// | `&str`, `String` | 200, `text/plain; charset=utf-8` |
/// | `&[u8]`, `Vec<u8>` | 200, `application/octet-stream` |
/// | [`Html<T>`](crate::Html) | 200, `text/html; charset=utf-8` |
/// | [`Json<T>`](crate::Json) | 200, `application/json` |
/// | `StatusCode` | that status, no content |
/// | `(StatusCode, T)`, `(StatusCode, [(name, value); N], T)` | the value with that status and these fields |
/// | [`Redirect`](crate::Redirect) | 303, 302, 307 or 308 |
/// | `Option<T>` | `None` is 404 |
/// | `Result<T, E>` | an `Err` never answers with success |
/// | [`Response`], [`Error`](crate::Error), `io::Error` | as they say |
///
/// Your own types take part with one function:
///
/// ```
/// use http_core::{IntoResponse, Response, StatusCode};
///
/// struct Teapot;
///
/// impl IntoResponse for Teapot {
///     fn into_response(self) -> Response {
///         Response::new(StatusCode::IM_A_TEAPOT).with_body("short and stout\n")
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned from a handler",
    label = "this is not a response",
    note = "return text, bytes, `Json<T>`, `(StatusCode, T)`, `Response` or a `Result` of those (with `http_core::Error`, `?` takes any error), or implement `IntoResponse`"
)]
pub trait IntoResponse {
    /// The value as a response.
    fn into_response(self) -> Response;

    /// Sends the value. The same as sending its response, but small values allocate nothing.
    #[doc(hidden)]
    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()>
    where
        Self: Sized,
    {
        response.send_response_value(self.into_response())
    }
}

impl IntoResponse for Response {
    fn into_response(self) -> Response {
        self
    }
}

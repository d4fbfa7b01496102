//! The one thing that every answer of a handler has in common: it can be made a response.
//!
//! Decides what is asked of a type. Must not know any of them: what the library's own look like is decided in `respond`.

use crate::{Response, ResponseWriter};
use http::StatusCode;
use std::io;

/// What a handler method may return.
///
/// | type | response |
/// |---|---|
/// | `()` | 204 |
/// | `&str`, `String`, `Cow<str>` | 200, `text/plain; charset=utf-8` |
/// | `&[u8]`, `&[u8; N]`, `Vec<u8>` | 200, `application/octet-stream` |
/// | [`Html<T>`](crate::Html) | 200, `text/html; charset=utf-8` |
/// | [`Json<T>`](crate::Json) | 200, `application/json` |
/// | `StatusCode` | that status, no content |
/// | `(StatusCode, T)`, `(StatusCode, [(name, value); N], T)` | the value with that status and these fields |
/// | [`Redirect`](crate::Redirect) | 303, 302, 307 or 308 |
/// | `Option<T>` | `None` is 404 |
/// | `Result<T, E>` | an `Err` never answers with success |
/// | [`Response`] | its own status, fields and content |
/// | [`Error`](crate::Error), `io::Error`, [`Rejection`](crate::Rejection) | their status, 500 unless they have one, and an error page |
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
    note = "return text, bytes, `Json<T>`, `(StatusCode, T)`, `(StatusCode, [(name, value); N], T)`, `Response` or a `Result` of those (with `http_core::Error`, `?` takes any error), or implement `IntoResponse`"
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

/// The response of an `Err`, which never answers with success.
pub(crate) fn error_response(error: impl IntoResponse) -> Response {
    let mut response = error.into_response();
    response.parts.is_failure = true;
    if response.status().is_success() {
        return response.with_status(StatusCode::INTERNAL_SERVER_ERROR);
    }
    response
}

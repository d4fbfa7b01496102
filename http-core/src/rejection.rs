//! What is wrong with an argument.
//!
//! Decides nothing but its form: which argument is refused, and with which status, is decided in `extract`.

use http::StatusCode;
use std::fmt;

/// Why an argument can't be taken from a request.
///
/// By itself it answers with its status and its text. A handler that takes `Result<T, Rejection>` sees it
/// instead, absence included.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Pages;
///
/// #[handler]
/// impl Pages {
///     #[get("/pages")]
///     fn page(&self, #[query] number: Result<u32, Rejection>) -> String {
///         match number {
///             Ok(number) => format!("page {number}\n"),
///             Err(rejection) => format!("page 1, because {rejection}\n"),
///         }
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    status: StatusCode,
    text: String,
}

impl Rejection {
    pub(crate) fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into() }
    }

    /// The status it is answered with.
    ///
    /// 404 for a path; 400 for a query, field or cookie. For content 400 (broken), 408 (too slow), 413 (too large), 415 (not of
    /// this media type), 422 (not of this shape), 431 (a trailer section that is too large), or 503 (too many threads wait for
    /// content already).
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl std::error::Error for Rejection {}

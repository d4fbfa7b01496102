//! Requests as arguments.
//!
//! Decides how a value is taken from each source and what is answered where it can't be. Which argument
//! comes from where is decided by `#[handler]` at compile time.

#[cfg(any(feature = "json", feature = "forms"))]
mod absent;
mod cookie;
pub mod doubt;
#[cfg(feature = "forms")]
mod form;
mod header;
#[cfg(feature = "json")]
mod json;
#[cfg(any(feature = "json", feature = "forms"))]
mod media_type;
mod path;
mod query;
#[cfg(test)]
mod tests;
mod values;

pub use cookie::cookie;
#[cfg(feature = "forms")]
#[cfg(any(test, fuzzing))]
pub(crate) use form::parse;
#[cfg(feature = "forms")]
pub use form::{form, optional_form};
pub use header::header;
#[cfg(feature = "json")]
pub use json::{json, optional_json};
pub use path::{path, rest, rest_segments};
#[cfg(any(test, fuzzing))]
pub(crate) use query::pairs;
pub use query::query;
pub(crate) use values::Values;

use crate::{IntoResponse, Request};
use std::convert::Infallible;

/// A type that handler methods can take as an argument, made from the head of the request.
///
/// ```
/// use http_core::prelude::*;
///
/// struct Token(String);
///
/// impl FromRequest<'_> for Token {
///     type Rejection = StatusCode;
///
///     fn from_request(request: &Request) -> Result<Self, StatusCode> {
///         let value = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
///         value.map(|token| Token(token.to_owned())).ok_or(StatusCode::UNAUTHORIZED)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be taken from a request",
    label = "this argument has no source",
    note = "name it in the path, say where it comes from (`#[query]`, `#[header(\"name\")]`, `#[cookie]`, `#[json]`, `#[form]`), take it out of a `&Request`, or implement `FromRequest` for it",
    note = "what belongs to the server and not to a request, such as a database, is a field of the handler: `self.database`"
)]
#[doc(alias = "extractor")]
pub trait FromRequest<'r>: Sized {
    /// What is answered where the request does not have it. As with any `Err`, a success becomes 500.
    type Rejection: IntoResponse;

    /// Takes the value from the request.
    ///
    /// # Errors
    ///
    /// The response that is sent instead of calling the handler.
    fn from_request(request: &'r Request) -> Result<Self, Self::Rejection>;
}

impl<'r> FromRequest<'r> for &'r Request {
    type Rejection = Infallible;

    fn from_request(request: &'r Request) -> Result<Self, Infallible> {
        Ok(request)
    }
}

/// An argument of a type of the user's own. The error has a parameter of its own: as `T::Rejection`, it would be a second mistake
/// where `T` is no argument.
pub fn from_request<'r, T: FromRequest<'r, Rejection = E>, E>(request: &'r Request) -> Result<T, E> {
    T::from_request(request)
}

//! What generated code names. Not for people: it changes with the macros.

#![allow(missing_docs, reason = "named by generated code only")]

pub use crate::extract::{cookie, doubt, from_request, header, path, query, rest, rest_segments};
#[cfg(feature = "forms")]
pub use crate::extract::{form, optional_form};
#[cfg(feature = "json")]
pub use crate::extract::{json, optional_json};
pub use crate::routing::{
    AfterHook, BeforeHook, Call, Catcher, Endpoint, Exchange, Mount, Mounted, Mounts, Node, Page, Parameter, Refusal,
    Route, check,
};
pub use crate::{Body, Error, FromRequest, Handler, IntoResponse, Request, Response, ResponseHead, ResponseWriter};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{str, u64};
pub use core::result::Result::{self, Err, Ok};
pub use core::{concat, file, line};
pub use http::{Method, StatusCode};
pub use std::io;
pub use std::vec::Vec;

/// The name for the compiler's words where a type has two: "conflicting implementations of trait ..".
pub use crate::routing::Routes as AllRoutesInOneImpl;

/// A type that generated code leaves to the compiler, in a place that has room for a beginning and an end.
pub type Inferred<T> = T;

/// The attributes of methods.
pub mod attributes {
    pub use http_macros::{after, before, catch, delete, get, head, options, patch, post, put, route};
}

/// An argument of a user's type. The signature does not name the rejection's type, so that a type that is no
/// `FromRequest` is one error and not two.
pub fn argument<'r, T: FromRequest<'r>>(request: &'r Request) -> Result<T, Refusal> {
    from_request::<T, _>(request).map_err(Refusal::of_error)
}

/// What an argument that is a `Result` fails with: the rejection of its value, and no other type.
#[diagnostic::on_unimplemented(
    message = "this argument fails with `{Rejection}`, not with `{Self}`",
    label = "take a `Result` with `{Rejection}`",
    note = "the handler sees why a value was refused; `map_err` in the method makes another error of it"
)]
pub trait FailsWith<Rejection> {
    fn of(rejection: Rejection) -> Self;
}

impl<R> FailsWith<R> for R {
    fn of(rejection: R) -> R {
        rejection
    }
}

/// The argument of a method that sees the failure.
pub fn fallible<E: FailsWith<R>, T, R>(result: Result<T, R>) -> Result<T, E> {
    result.map_err(E::of)
}

/// A field as a handler.
pub fn mounted<H: Handler>(handler: &H) -> &dyn Handler {
    handler
}

/// What a `#[before]` hook may return: nothing, or a `Result` whose error is the answer, whatever its status.
#[diagnostic::on_unimplemented(
    message = "a `#[before]` hook returns `()` or a `Result<(), E>`, not `{Self}`",
    note = "an `Err` is the answer, so that no route runs: return a `Result<(), StatusCode>`, `Result<(), Redirect>` or `Result<(), Response>`"
)]
pub trait Passed {
    fn into_result(self) -> Result<(), Refusal>;
}

impl Passed for () {
    fn into_result(self) -> Result<(), Refusal> {
        Ok(())
    }
}

impl<E: IntoResponse> Passed for Result<(), E> {
    fn into_result(self) -> Result<(), Refusal> {
        self.map_err(Refusal::new)
    }
}

/// What a `#[before]` hook returned.
pub fn passed<T: Passed>(outcome: T) -> Result<(), Refusal> {
    outcome.into_result()
}

/// What a `#[catch]` method returned.
pub fn page<T: IntoResponse>(page: T) -> Response {
    page.into_response()
}

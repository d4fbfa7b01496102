//! Types that are called like something that is no argument here, or no value at all: `Query<T>`, `Request` by value, `str`.
//!
//! Decides that such a type is refused, in the macro's words, unless it is `FromRequest`: then it is the user's own. Must
//! not know which names are doubtful, nor the words.
//!
//! `Argument::<T>` has its own constant and functions where `T` is `FromRequest`; elsewhere they are those of the trait
//! [`NoArgument`], so that the words of the macro are the only error.

#![allow(missing_docs, reason = "named by generated code only")]

use super::{FromRequest, from_request};
use crate::Request;
use crate::routing::Refusal;
use std::marker::PhantomData;

#[derive(Debug)]
pub struct Argument<T>(PhantomData<T>);

impl<'r, T: FromRequest<'r>> Argument<T> {
    pub const DOUBT: Unfounded = Unfounded;

    pub fn required(request: &'r Request) -> Result<T, Refusal> {
        from_request::<T, _>(request).map_err(Refusal::of_error)
    }

    pub fn result(request: &'r Request) -> Result<T, T::Rejection> {
        from_request(request)
    }
}

/// What there is where a type is no argument. The constant fails the build, so that the functions never run.
pub trait NoArgument {
    const DOUBT: Founded = Founded;

    fn required<T>(_request: &Request) -> Result<T, Refusal> {
        Err(Refusal::new(http::StatusCode::INTERNAL_SERVER_ERROR))
    }

    #[expect(clippy::unreachable, reason = "what the method takes is not known")]
    fn result<T>(_request: &Request) -> T {
        unreachable!("a program with this argument does not compile")
    }
}

impl<T> NoArgument for Argument<T> {}

#[derive(Debug, Clone, Copy)]
pub struct Unfounded;

impl Unfounded {
    pub const fn refuse(self, _words: &str) {}
}

#[derive(Debug, Clone, Copy)]
pub struct Founded;

impl Founded {
    #[track_caller]
    #[expect(clippy::panic, reason = "this is how a constant fails the build")]
    pub const fn refuse(self, words: &str) {
        panic!("{}", words)
    }
}

/// The type that is called `str`, which the compiler refuses as an argument and as what is returned.
#[diagnostic::on_unimplemented(
    message = "a type called `str` is taken for the language's own, which is no value",
    label = "give this type another name"
)]
pub trait HasNoSize {}

impl HasNoSize for str {}

pub const fn has_no_size<T: HasNoSize + ?Sized>() {}

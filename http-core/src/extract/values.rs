//! Text values as the types that handlers ask for.
//!
//! Decides what becomes of a value that is absent, there several times, or not of the type. Must not know where it was found.

use crate::Rejection;
use http::StatusCode;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// What `{name}`, `#[query]`, `#[header]` and `#[cookie]` can be: every `FromStr` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from text in a request",
    label = "this type needs `FromStr`, with an `Err` that is `Display`",
    note = "an `Option`, `Vec`, `Result` or `&str` is only known as such where it is written out, and not behind a type alias",
    note = "an argument is one value: implement `std::str::FromStr` for it, or take `&str`; the fields of a struct are arguments of their own; all of the query is `request.query_pairs()` of a `&Request`"
)]
pub trait FromText: Sized {
    fn from_text(text: &str) -> Result<Self, String>;
}

#[diagnostic::do_not_recommend]
impl<T> FromText for T
where
    T: FromStr,
    T::Err: fmt::Display,
{
    fn from_text(text: &str) -> Result<Self, String> {
        text.parse().map_err(|error: T::Err| error.to_string())
    }
}

/// The values a request has for one argument. Those that are read take it by value, so that they go before methods of this name
/// that a trait of the user's may bring.
#[derive(Debug)]
pub struct Values<'r> {
    /// Such as "the query parameter".
    source: &'static str,
    name: &'static str,
    /// What a value that is absent or no `T` is answered with.
    status: StatusCode,
    found: Result<Found<'r>, Rejection>,
}

/// One value needs no memory.
#[derive(Debug)]
pub(super) enum Found<'r> {
    One(Option<Cow<'r, str>>),
    Many(Vec<Cow<'r, str>>),
}

impl<'r> FromIterator<Cow<'r, str>> for Found<'r> {
    fn from_iter<I: IntoIterator<Item = Cow<'r, str>>>(values: I) -> Self {
        let mut values = values.into_iter();
        let first = values.next();
        match (first, values.next()) {
            (Some(first), Some(second)) => Self::Many([first, second].into_iter().chain(values).collect()),
            (first, _) => Self::One(first),
        }
    }
}

impl Found<'_> {
    fn as_slice(&self) -> &[Cow<'_, str>] {
        match self {
            Self::One(value) => value.as_slice(),
            Self::Many(values) => values,
        }
    }
}

impl<'r> Values<'r> {
    pub(super) fn new(
        source: &'static str,
        name: &'static str,
        status: StatusCode,
        found: Result<Found<'r>, Rejection>,
    ) -> Self {
        Self { source, name, status, found }
    }

    /// The first value, which has to be there.
    pub fn required<T: FromText>(self) -> Result<T, Rejection> {
        self.parse(self.required_text()?)
    }

    pub fn required_text(&self) -> Result<&str, Rejection> {
        self.optional_text()?.ok_or_else(|| self.rejection("is missing"))
    }

    /// The first value, if there is one; then it has to be a `T`.
    pub fn optional<T: FromText>(self) -> Result<Option<T>, Rejection> {
        self.optional_text()?.map(|text| self.parse(text)).transpose()
    }

    pub fn optional_text(&self) -> Result<Option<&str>, Rejection> {
        Ok(self.texts()?.first().map(AsRef::as_ref))
    }

    /// All values, in the order received.
    pub fn every<T: FromText>(self) -> Result<Vec<T>, Rejection> {
        self.texts()?.iter().map(|text| self.parse(text)).collect()
    }

    pub fn every_text(&self) -> Result<Vec<&str>, Rejection> {
        Ok(self.texts()?.iter().map(AsRef::as_ref).collect())
    }

    fn texts(&self) -> Result<&[Cow<'_, str>], Rejection> {
        self.found.as_ref().map(Found::as_slice).map_err(Clone::clone)
    }

    fn parse<T: FromText>(&self, text: &str) -> Result<T, Rejection> {
        T::from_text(text).map_err(|error| self.rejection(&format!("is not valid: {error}")))
    }

    fn rejection(&self, what: &str) -> Rejection {
        Rejection::new(self.status, format!("{} `{}` {what}", self.source, self.name))
    }
}

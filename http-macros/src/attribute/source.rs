//! Decides what the attributes of an argument take: `#[query]`, `#[header("name")]` and their kin.
//! Must not know the argument's type or the route's path.

use super::list::{self, Argument};
use super::{Mark, Name};
use crate::errors::Errors;
use quote::ToTokens;
use syn::{Lit, LitStr, Meta};

/// Where an argument comes from, by its attribute.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) name: Name,
    /// The name given in the parentheses.
    pub(crate) given: Option<LitStr>,
}

/// Reads one attribute of an argument.
pub(crate) fn read(mark: &Mark, errors: &mut Errors) -> Option<Source> {
    let title = mark.title();
    if let Meta::NameValue(pair) = &mark.meta {
        errors.at(&mark.meta, format!("use parentheses: `#[{}({})]`", mark.name.text(), pair.value.to_token_stream()));
        return None;
    }
    let given = given_name(mark, &title, errors)?;
    match (mark.name, &given) {
        (Name::Json | Name::Form, Some(given)) => {
            errors.at(given, format!("`{title}` takes the whole content, so it takes no name"));
            return None;
        }
        (Name::Header, None) => {
            errors.at(&mark.written, "`#[header]` needs the header name: `#[header(\"x-request-id\")]`");
            return None;
        }
        (Name::Path, None) => {
            errors.help(
                &mark.written,
                "`#[path]` needs the name of a path parameter: `#[path(\"id\")]`",
                "an argument that is called like the parameter needs no attribute",
            );
            return None;
        }
        _ => {}
    }
    check_name(mark.name, given.as_ref(), errors).then_some(Source { name: mark.name, given })
}

/// The one string literal in the parentheses; `None` where there was a mistake.
#[expect(clippy::option_option, reason = "a mistake is something else than no name")]
fn given_name(mark: &Mark, title: &str, errors: &mut Errors) -> Option<Option<LitStr>> {
    let parts = list::read(mark.arguments());
    let example = format!("`#[{}(\"name\")]`", mark.name.text());
    if let Some(second) = parts.get(1) {
        errors.at(second, format!("`{title}` takes one name: {example}"));
        return None;
    }
    match parts.first() {
        None => Some(None),
        Some(Argument::Literal(Lit::Str(text))) => Some(Some(text.clone())),
        Some(other) => {
            errors.at(other, format!("the name must be a string literal: {example}"));
            None
        }
    }
}

fn check_name(name: Name, given: Option<&LitStr>, errors: &mut Errors) -> bool {
    let Some(given) = given else { return true };
    let value = given.value();
    if value.is_empty() {
        errors.at(given, format!("the name in `#[{}]` is empty", name.text()));
        return false;
    }
    let what = match name {
        Name::Header => "header name",
        Name::Cookie => "cookie name",
        _ => return true,
    };
    let Some(position) = value.chars().position(|character| !is_token_character(character)) else {
        return true;
    };
    let found = value.chars().nth(position).map_or(String::new(), spoken);
    errors.at(given, format!("{value:?} is not a valid {what} ({found} at position {position})"));
    false
}

fn spoken(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        other => format!("{other:?}"),
    }
}

/// RFC 9110 `tchar`.
pub(crate) fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}

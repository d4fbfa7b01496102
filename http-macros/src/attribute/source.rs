//! Decides what the attributes of an argument take: `#[query]`, `#[header("name")]` and their kin.
//! Must not know the argument's type or the route's path.

use super::list::{self, Argument, Named};
use super::{Mark, Name};
use crate::errors::Errors;
use quote::ToTokens;
use syn::{Expr, ExprLit, Lit, LitStr, Meta};

/// Where an argument comes from, by its attribute.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) name: Name,
    /// The name given in the parentheses.
    pub(crate) given: Option<LitStr>,
}

/// Reads one attribute of an argument.
pub(crate) fn read(mark: &Mark, errors: &mut Errors) -> Option<Source> {
    if let Meta::NameValue(pair) = &mark.meta {
        errors.at(&mark.meta, &format!("use parentheses: `#[{}({})]`", mark.name.text(), pair.value.to_token_stream()));
        return None;
    }
    if matches!(mark.name, Name::Json | Name::Form) && !mark.arguments().is_empty() {
        let message = format!("`{}` takes the whole content, so it takes no name", mark.title());
        errors.at(&mark.arguments(), &message);
        return None;
    }
    let given = given_name(mark, errors)?;
    match (mark.name, &given) {
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
fn given_name(mark: &Mark, errors: &mut Errors) -> Option<Option<LitStr>> {
    let parts = list::read(mark.arguments());
    if let Some((part, option)) = parts.iter().find_map(foreign_option) {
        let help = match option {
            "default" => "take an `Option`, and `unwrap_or` in the method",
            _ => "an `Option` may be absent, and a value of any other type has to be there",
        };
        errors.help(part, &format!("`{}` has no option `{option}`", mark.title()), help);
        return None;
    }
    if let Some(second) = parts.get(1) {
        let name = mark.name.text();
        errors.at(second, &format!("`{}` takes one name: `#[{name}(\"name\")]`", mark.title()));
        return None;
    }
    match parts.first() {
        None => Some(None),
        Some(Argument::Missing(comma)) => {
            list::refuse_missing(comma, errors);
            None
        }
        Some(Argument::Literal(Lit::Str(text))) => Some(Some(text.clone())),
        Some(other) => {
            let (name, meant) = (mark.name.text(), name_meant(other));
            errors.at(other, &format!("the name must be a string literal: `#[{name}({meant})]`"));
            None
        }
    }
}

/// An option that attributes of other frameworks have.
fn foreign_option(part: &Argument) -> Option<(&Argument, &'static str)> {
    let Argument::Named(named) = part else { return None };
    let option = ["default", "optional", "required"].into_iter().find(|option| named.name == option)?;
    Some((part, option))
}

/// The literal that should stand in place of `part`: of `name = "page"` the value, of `user-agent` the words.
fn name_meant(part: &Argument) -> String {
    if let Argument::Named(Named { value: Some(Expr::Lit(ExprLit { lit: Lit::Str(value), .. })), .. }) = part {
        return value.token().to_string();
    }
    let text = part.to_token_stream().to_string().replace(" ", "");
    let is_name = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    format!("{:?}", if is_name { &text } else { "name" })
}

fn check_name(name: Name, given: Option<&LitStr>, errors: &mut Errors) -> bool {
    let Some(given) = given else { return true };
    let value = given.value();
    if value.is_empty() {
        errors.at(given, &format!("the name in `#[{}]` is empty", name.text()));
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
    errors.at(given, &format!("{value:?} is not a valid {what} ({found} at position {position})"));
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

//! Decides what `#[catch(..)]` takes: a status, a range of them, or nothing.
//! Must not know of the other catchers of the handler.

use super::Mark;
use super::list::ungrouped;
use crate::errors::Errors;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::cmp::Ordering;
use syn::parse::{ParseStream, Parser};
use syn::{BinOp, Expr, ExprBinary, ExprLit, ExprRange, Lit, Meta, RangeLimits, Token};

/// The statuses that one attribute takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Statuses {
    pub(crate) first: u16,
    pub(crate) last: u16,
    pub(crate) rank: Rank,
}

/// How specific an attribute is: the first goes before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Exact,
    Range,
    Bare,
}

const EXAMPLES: &str = "`#[catch(404)]`, `#[catch(500..=599)]` or `#[catch]`";

/// Reads the statuses.
pub(crate) fn read(mark: &Mark, errors: &mut Errors) -> Option<Statuses> {
    let tokens = mark.arguments();
    if let Meta::NameValue(pair) = &mark.meta {
        errors.at(&mark.meta, format!("use parentheses: `#[catch({})]`", pair.value.to_token_stream()));
        return None;
    }
    if tokens.is_empty() {
        return Some(Statuses { first: 400, last: 599, rank: Rank::Bare });
    }
    match last_comma_optional.parse2(tokens.clone()) {
        Ok(value) => statuses(&value, errors),
        Err(_) if is_list(&tokens) => refuse_several(tokens, errors),
        Err(_) => refuse(tokens, errors),
    }
}

fn last_comma_optional(input: ParseStream<'_>) -> syn::Result<Expr> {
    let value = input.parse()?;
    input.parse::<Option<Token![,]>>()?;
    Ok(value)
}

fn is_list(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','))
}

fn refuse_several(place: impl ToTokens, errors: &mut Errors) -> Option<Statuses> {
    errors.at(place, "for several statuses write several attributes: `#[catch(404)] #[catch(410)]`");
    None
}

fn refuse(place: impl ToTokens, errors: &mut Errors) -> Option<Statuses> {
    errors.at(place, format!("`#[catch]` takes a status or a range of them: {EXAMPLES}"));
    None
}

fn statuses(value: &Expr, errors: &mut Errors) -> Option<Statuses> {
    match ungrouped(value) {
        Expr::Range(range) => status_range(range, errors),
        Expr::Tuple(_) | Expr::Array(_) => refuse_several(value, errors),
        Expr::Binary(ExprBinary { op: BinOp::BitOr(_) | BinOp::Or(_), .. }) => refuse_several(value, errors),
        Expr::Path(path) if path.path.is_ident("default") => {
            errors.at(path, "write `#[catch]`, without parentheses, to take every error status");
            None
        }
        value => {
            let first = status(value, errors)?;
            Some(Statuses { first, last: first, rank: Rank::Exact })
        }
    }
}

fn status_range(range: &ExprRange, errors: &mut Errors) -> Option<Statuses> {
    let (Some(start), Some(end)) = (&range.start, &range.end) else {
        return refuse(range, errors);
    };
    let is_half_open = matches!(range.limits, RangeLimits::HalfOpen(_));
    let first = status(start, errors)?;
    let last = if is_half_open { end_status(end, errors)? } else { status(end, errors)? };
    let message = match first.cmp(&last) {
        Ordering::Equal if is_half_open => format!("this range is empty: write `{first}` for the status alone"),
        Ordering::Greater => format!("this range is empty: write `{last}..={first}`"),
        Ordering::Less if is_half_open => format!("write the last status too: `{first}..={}`", last_meant(last)),
        _ => return Some(Statuses { first, last, rank: Rank::Range }),
    };
    errors.at(range, message);
    None
}

/// What follows `..`, which may be the 600 after all statuses.
fn end_status(value: &Expr, errors: &mut Errors) -> Option<u16> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) if number.base10_digits() == "600" => Some(600),
        value => status(value, errors),
    }
}

/// The last status of a range that was written with `..` before `end`: nobody means 500..=598.
fn last_meant(end: u16) -> u16 {
    if end % 100 == 99 { end } else { end - 1 }
}

fn status(value: &Expr, errors: &mut Errors) -> Option<u16> {
    let literal = match ungrouped(value) {
        Expr::Lit(literal) => &literal.lit,
        _ => {
            refuse(value, errors);
            return None;
        }
    };
    match literal {
        Lit::Int(number) => checked_status(number, errors),
        Lit::Str(text) => {
            errors.at(text, format!("write the number without quotes: {}", unquoted(&text.value())));
            None
        }
        other => {
            refuse(other, errors);
            None
        }
    }
}

fn unquoted(text: &str) -> String {
    match text.parse::<u16>() {
        Ok(number) => format!("`#[catch({number})]`"),
        Err(_) => EXAMPLES.to_owned(),
    }
}

fn checked_status(number: &syn::LitInt, errors: &mut Errors) -> Option<u16> {
    match number.base10_parse::<u16>() {
        Ok(status @ 400..=599) => Some(status),
        Ok(class @ 4..=5) if number.suffix().eq_ignore_ascii_case("xx") => {
            errors.at(number, format!("write the first and the last status: `{class}00..={class}99`"));
            None
        }
        _ => {
            let found: TokenStream = number.to_token_stream();
            errors.at(number, format!("status must be between 400 and 599, found {found}"));
            None
        }
    }
}

//! Decides what `#[catch(..)]` takes: a status, a range of them, or nothing.
//! Must not know of the other catchers of the handler.

use super::Mark;
use super::list::ungrouped;
use crate::errors::Errors;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ExprRange, Lit, Meta, RangeLimits};

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
    match syn::parse2::<Expr>(tokens.clone()) {
        Ok(value) => statuses(&value, errors),
        Err(_) => refuse(tokens, errors),
    }
}

fn refuse(place: impl ToTokens, errors: &mut Errors) -> Option<Statuses> {
    errors.at(place, format!("`#[catch]` takes a status or a range of them: {EXAMPLES}"));
    None
}

fn statuses(value: &Expr, errors: &mut Errors) -> Option<Statuses> {
    match ungrouped(value) {
        Expr::Range(range) => status_range(range, errors),
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
    let (first, last) = (status(start, errors), status(end, errors));
    let (first, last) = (first?, last?);
    if matches!(range.limits, RangeLimits::HalfOpen(_)) {
        errors.at(range, format!("write the last status too: `{first}..={}`", last.saturating_sub(1)));
        return None;
    }
    if first > last {
        errors.at(range, format!("this range is empty: write `{last}..={first}`"));
        return None;
    }
    Some(Statuses { first, last, rank: Rank::Range })
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
        _ => {
            let found: TokenStream = number.to_token_stream();
            errors.at(number, format!("status must be between 400 and 599, found {found}"));
            None
        }
    }
}

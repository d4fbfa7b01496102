//! Decides what `#[catch(..)]` takes: a status, a range of them, or nothing.
//! Must not know of the other catchers of the handler.

use super::Mark;
use super::list::{self, ungrouped};
use crate::errors::Errors;
use crate::tokens::is_sign;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use std::cmp::Ordering;
use syn::{BinOp, Expr, ExprBinary, ExprLit, Lit, LitStr, Meta};

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
        errors.at(&mark.meta, &format!("use parentheses: `#[catch({})]`", pair.value.to_token_stream()));
        return None;
    }
    if tokens.is_empty() {
        return Some(Statuses { first: 400, last: 599, rank: Rank::Bare });
    }
    let written = plain(tokens.clone());
    if written.is_empty() {
        list::refuse_missing(&tokens, errors);
        return None;
    }
    if let Some(range) = StatusRange::find(&written) {
        return range.statuses(errors);
    }
    match syn::parse2::<Expr>(written.clone()) {
        Ok(value) => statuses(&value, errors),
        Err(_) if is_list(&written) => refuse_several(written, errors),
        Err(_) => refuse(written, errors),
    }
}

/// Without a comma at the end, and the invisible group that `macro_rules` puts around a range.
fn plain(tokens: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if tokens.last().is_some_and(|last| is_sign(last, ',')) {
        tokens.pop();
    }
    match tokens.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => plain(group.stream()),
        _ => tokens.into_iter().collect(),
    }
}

/// `500..=599`. `syn` reads no ranges without its largest feature.
struct StatusRange {
    start: TokenStream,
    end: TokenStream,
    is_half_open: bool,
    written: TokenStream,
}

impl StatusRange {
    fn find(written: &TokenStream) -> Option<StatusRange> {
        let tokens: Vec<TokenTree> = written.clone().into_iter().collect();
        let dots = tokens.windows(2).position(|pair| pair.iter().all(|token| is_sign(token, '.')))?;
        let (start, end) = tokens.split_at_checked(dots)?;
        let (is_half_open, end) = match end.get(2..)? {
            [equals, end @ ..] if is_sign(equals, '=') => (false, end),
            end => (true, end),
        };
        let copied = |tokens: &[TokenTree]| tokens.iter().cloned().collect();
        Some(StatusRange { start: copied(start), end: copied(end), is_half_open, written: written.clone() })
    }

    fn statuses(&self, errors: &mut Errors) -> Option<Statuses> {
        let is_half_open = self.is_half_open;
        let (Ok(start), Ok(end)) = (syn::parse2(self.start.clone()), syn::parse2(self.end.clone())) else {
            return refuse(&self.written, errors);
        };
        let first = status(&start, errors)?;
        let last = if is_half_open { end_status(&end, errors)? } else { status(&end, errors)? };
        let message = match first.cmp(&last) {
            Ordering::Equal if is_half_open => format!("this range is empty: write `{first}` for the status alone"),
            Ordering::Greater => format!("this range is empty: write `{last}..={first}`"),
            Ordering::Less if is_half_open => format!("write the last status too: `{first}..={}`", last_meant(last)),
            _ => return Some(Statuses { first, last, rank: Rank::Range }),
        };
        errors.at(&self.written, &message);
        None
    }
}

/// Numbers with commas between them, or in brackets.
fn is_list(tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let separates = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
        token => is_sign(token, ','),
    };
    tokens.iter().any(separates) && !tokens.iter().any(|token| matches!(token, TokenTree::Ident(_)))
}

fn refuse_several(place: impl ToTokens, errors: &mut Errors) -> Option<Statuses> {
    errors.at(&place, "for several statuses write several attributes: `#[catch(404)] #[catch(410)]`");
    None
}

fn refuse(place: impl ToTokens, errors: &mut Errors) -> Option<Statuses> {
    errors.at(&place, &format!("`#[catch]` takes a status or a range of them: {EXAMPLES}"));
    None
}

fn statuses(value: &Expr, errors: &mut Errors) -> Option<Statuses> {
    match ungrouped(value) {
        Expr::Tuple(_) => refuse_several(value, errors),
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
            refuse_text(text, errors);
            None
        }
        other => {
            refuse(other, errors);
            None
        }
    }
}

fn refuse_text(text: &LitStr, errors: &mut Errors) {
    let value = text.value();
    if let Ok(number) = value.parse::<u16>() {
        errors.at(text, &format!("write the number without quotes: `#[catch({number})]`"));
    } else if value.starts_with('/') {
        let help = "for a part of the paths mount a handler there, with a page of its own";
        errors.help(text, "a `#[catch]` page has no path: it is for all of this handler", help);
    } else {
        refuse(text, errors);
    }
}

fn checked_status(number: &syn::LitInt, errors: &mut Errors) -> Option<u16> {
    match number.base10_parse::<u16>() {
        Ok(status @ 400..=599) => Some(status),
        Ok(class @ 4..=5) if number.suffix().eq_ignore_ascii_case("xx") => {
            errors.at(number, &format!("write the first and the last status: `{class}00..={class}99`"));
            None
        }
        _ => {
            let found: TokenStream = number.to_token_stream();
            errors.at(number, &format!("status must be between 400 and 599, found {found}"));
            None
        }
    }
}

//! Decides which options of an attribute are kept: those that it knows, once each; and what is said of all others.
//! Must not know what they are for.

use super::list::{self, Argument, Named, refuse_missing, ungrouped};
use crate::errors::Errors;
use crate::suggest::nearest;
use crate::tokens::{is_sign, written};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use std::iter::once;
use syn::{Expr, Lit};

/// What people write behind a size.
const UNITS: [&str; 9] = ["b", "k", "m", "kb", "kib", "mb", "mib", "gb", "gib"];

/// Those without a value.
const FLAGS: [&str; 2] = ["allow_body", "hidden"];

/// The options of one attribute as they are met.
pub(crate) struct Options {
    /// "`#[get]`", or "`#[handler]` on a struct".
    owner: String,
    known: &'static [&'static str],
    /// Options of other frameworks, and what to write here.
    foreign: &'static [(&'static str, &'static str)],
    seen: Vec<Named>,
}

impl Options {
    pub(crate) fn new(owner: impl Into<String>, known: &'static [&'static str]) -> Options {
        Options { owner: owner.into(), known, foreign: &[], seen: Vec::new() }
    }

    /// With advice about options of other frameworks.
    pub(crate) fn with_foreign(self, foreign: &'static [(&'static str, &'static str)]) -> Options {
        Options { foreign, ..self }
    }

    /// Keeps an option that is known and new.
    pub(crate) fn meet(&mut self, named: Named, errors: &mut Errors) {
        if !self.knows(&named.name) {
            return self.unknown(&named, errors);
        }
        let Some(earlier) = self.seen.iter().find(|seen| seen.name == named.name) else {
            return self.seen.push(named);
        };
        errors.at(&named.name, &format!("option `{}` is given twice", named.name));
        errors.note(&earlier.name, "first given here");
    }

    fn unknown(&self, named: &Named, errors: &mut Errors) {
        let name = named.name.to_string();
        let message = format!("unknown option `{name}` for {}", self.owner);
        let known = self.known.join(", ");
        if let Some((_, advice)) = self.foreign.iter().find(|(foreign, _)| *foreign == name) {
            return errors.help(&named.name, &message, advice);
        }
        let help = match nearest(&name, self.known) {
            Some(meant) => format!("did you mean `{meant}`? (known: {known})"),
            None => format!("known options: {known}"),
        };
        errors.help(&named.name, &message, &help);
    }

    pub(crate) fn knows(&self, name: &Ident) -> bool {
        self.known.iter().any(|known| name == known)
    }

    /// Complains about a part that is no option.
    pub(crate) fn refuse(&self, part: &Argument, errors: &mut Errors) {
        match part {
            Argument::Unseparated(tokens) => return Self::refuse_unseparated(tokens, errors),
            Argument::Missing(comma) => return refuse_missing(comma, errors),
            _ => {}
        }
        let found = part.to_token_stream();
        let message = format!("expected an option `name = value`, found `{}`", written(&found));
        match option_meant(found).filter(|(name, _)| self.known.contains(&name.as_str())) {
            Some((name, _)) if FLAGS.contains(&name.as_str()) => {
                errors.help(part, &message, &format!("write `{name}`, which takes no value"));
            }
            Some((name, value)) => errors.help(part, &message, &format!("write `{name}{value}`")),
            None => errors.at(part, &message),
        }
    }

    /// Complains about what follows another part without a comma, which may be the unit of a size.
    pub(crate) fn refuse_unseparated(tokens: &TokenStream, errors: &mut Errors) {
        if UNITS.iter().any(|unit| tokens.to_string().eq_ignore_ascii_case(unit)) {
            return errors.at(tokens, "sizes are numbers of bytes, without a unit, like `64 * 1024`");
        }
        list::refuse_unseparated(tokens, errors);
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<Named> {
        let index = self.seen.iter().position(|seen| seen.name == name)?;
        Some(self.seen.swap_remove(index))
    }

    /// Whether the flag `name` was given.
    pub(crate) fn flag(&mut self, name: &str, errors: &mut Errors) -> bool {
        let Some(named) = self.take(name) else { return false };
        if named.has_equals {
            errors.at(&named.written, &format!("`{name}` takes no value: write `{name}`, or leave it out"));
        }
        true
    }

    /// `max_body = expression`.
    pub(crate) fn max_body(&mut self, errors: &mut Errors) -> Option<Expr> {
        let named = self.take("max_body")?;
        match named.value {
            Some(value) if !is_no_number(&value) => Some(unparenthesised(value)),
            value => {
                let place = value.map_or(named.written, ToTokens::into_token_stream);
                errors.at(&place, "`max_body` takes a number of bytes, like `max_body = 64 * 1024`");
                None
            }
        }
    }
}

/// The name and the rest of an option that was written as `name: value`, `name(value)`, `name value`, `na-me = value` or
/// `name name = value`.
fn option_meant(tokens: TokenStream) -> Option<(String, String)> {
    let mut rest = tokens.into_iter();
    let TokenTree::Ident(name) = rest.next()? else { return None };
    let (name, value) = match rest.next()? {
        TokenTree::Punct(sign) if sign.as_char() == ':' => (name.to_string(), format!("= {}", all_written(rest))),
        TokenTree::Punct(sign) if sign.as_char() == '-' => (format!("{name}_{}", rest.next()?), all_written(rest)),
        TokenTree::Punct(_) => return None,
        TokenTree::Group(group) => (name.to_string(), format!("= {}", written(&group.stream()))),
        TokenTree::Ident(second) if second == name => (name.to_string(), all_written(rest)),
        value => (name.to_string(), format!("= {}", all_written(once(value).chain(rest)))),
    };
    let space = if value.is_empty() { "" } else { " " };
    Some((name, format!("{space}{value}")))
}

fn all_written(tokens: impl Iterator<Item = TokenTree>) -> String {
    written(&tokens.collect())
}

/// Whether a value can be seen not to be a `u64`; of most expressions only the compiler knows.
fn is_no_number(value: &Expr) -> bool {
    match ungrouped(value) {
        Expr::Lit(literal) => !matches!(literal.lit, Lit::Int(_) | Lit::Byte(_)),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Neg(_)),
        _ => false,
    }
}

/// Parentheses around the whole of a value are a matter of style, which the compiler would mind elsewhere.
fn unparenthesised(value: Expr) -> Expr {
    match value {
        Expr::Paren(paren) => unparenthesised(*paren.expr),
        Expr::Verbatim(tokens) => Expr::Verbatim(inside_parentheses(tokens)),
        other => other,
    }
}

/// The same of a value that `syn` does not read.
fn inside_parentheses(tokens: TokenStream) -> TokenStream {
    let is_comma = |token: TokenTree| is_sign(&token, ',');
    let mut rest = tokens.clone().into_iter();
    match (rest.next(), rest.next()) {
        (Some(TokenTree::Group(group)), None)
            if group.delimiter() == Delimiter::Parenthesis && !group.stream().into_iter().any(is_comma) =>
        {
            inside_parentheses(group.stream())
        }
        _ => tokens,
    }
}

#[cfg(test)]
mod tests {
    use super::option_meant;
    use quote::quote;

    #[test]
    fn an_option_is_seen_behind_other_signs() {
        let meant = |tokens| option_meant(tokens).map(|(name, value)| name + &value);
        assert_eq!(meant(quote!(status: 201)).as_deref(), Some("status = 201"));
        assert_eq!(meant(quote!(status(201))).as_deref(), Some("status = 201"));
        assert_eq!(meant(quote!(allow - body)).as_deref(), Some("allow_body"));
        assert_eq!(meant(quote!(max - body = 1)).as_deref(), Some("max_body = 1"));
        assert_eq!(meant(quote!(status status = 201)).as_deref(), Some("status = 201"));
        assert_eq!(meant(quote!(hidden hidden)).as_deref(), Some("hidden"));
        assert_eq!(meant(quote!(status 201)).as_deref(), Some("status = 201"));
        assert_eq!(meant(quote!(1 + 1)), None);
    }
}

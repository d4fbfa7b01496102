//! Decides how the parentheses of an attribute are read: a list of literals, `name = value` and flags.
//! Must not know which names or values an attribute takes. Reading never fails: what fits nowhere is
//! kept as [`Argument::Other`] for the attribute to complain about.

use crate::errors::Errors;
use crate::suggest::nearest;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Lit, Token};

/// One part between commas.
pub(crate) enum Argument {
    Literal(Lit),
    Named(Named),
    /// What follows another part without a comma.
    Unseparated(TokenStream),
    Other(TokenStream),
}

/// `name` or `name = value`.
pub(crate) struct Named {
    pub(crate) name: Ident,
    pub(crate) has_equals: bool,
    /// `None` also where what follows the `=` is no expression.
    pub(crate) value: Option<Expr>,
    /// All of it, for messages to point at.
    pub(crate) written: TokenStream,
}

impl ToTokens for Argument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Argument::Literal(literal) => literal.to_tokens(tokens),
            Argument::Named(named) => named.written.to_tokens(tokens),
            Argument::Unseparated(other) | Argument::Other(other) => other.to_tokens(tokens),
        }
    }
}

/// Reads all parts.
pub(crate) fn read(tokens: TokenStream) -> Vec<Argument> {
    let parts = |input: ParseStream<'_>| {
        let mut parts = Vec::new();
        while !input.is_empty() {
            parts.push(part(input)?);
            if !input.is_empty() && !input.peek(Token![,]) {
                parts.push(Argument::Unseparated(other(input)?));
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(parts)
    };
    parts.parse2(tokens).unwrap_or_default()
}

/// Takes the first part as it is, and the comma after it.
pub(crate) fn split_first(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut first = TokenStream::new();
    let mut rest = tokens.into_iter();
    for token in rest.by_ref() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => break,
            _ => first.extend([token]),
        }
    }
    (first, rest.collect())
}

fn part(input: ParseStream<'_>) -> syn::Result<Argument> {
    if let Some(literal) = speculate(input, |ahead| ahead.parse::<Lit>()) {
        return Ok(Argument::Literal(literal));
    }
    if let Some(named) = speculate(input, named) {
        return Ok(Argument::Named(named));
    }
    other(input).map(Argument::Other)
}

/// Reads a `T` where that reaches up to a comma, to the end, or to where the next part begins.
fn speculate<T>(input: ParseStream<'_>, read: impl Fn(ParseStream<'_>) -> syn::Result<T>) -> Option<T> {
    let ahead = input.fork();
    let read = read(&ahead).ok()?;
    if !ahead.is_empty() && !ahead.peek(Token![,]) && !begins_part(&ahead) {
        return None;
    }
    input.advance_to(&ahead);
    Some(read)
}

fn begins_part(input: ParseStream<'_>) -> bool {
    input.peek(Lit) || input.peek(Ident::peek_any)
}

fn named(input: ParseStream<'_>) -> syn::Result<Named> {
    let name = input.call(Ident::parse_any)?;
    let mut written = name.to_token_stream();
    let Some(equals) = input.parse::<Option<Token![=]>>()? else {
        return match input.peek(Lit) {
            true => Err(input.error("a word and a value are no option")),
            false => Ok(Named { name, has_equals: false, value: None, written }),
        };
    };
    equals.to_tokens(&mut written);
    let value = speculate(input, value);
    match &value {
        Some(value) => value.to_tokens(&mut written),
        None => written.extend(other(input)?),
    }
    Ok(Named { name, has_equals: true, value, written })
}

/// A word and a text, as in `f"/v1"`, are no value.
fn value(input: ParseStream<'_>) -> syn::Result<Expr> {
    let value = input.parse()?;
    match value {
        Expr::Path(_) if input.peek(Lit) => Err(input.error("a word and a text are no value")),
        value => Ok(value),
    }
}

fn other(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

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
        errors.at(&named.name, format!("option `{}` is given twice", named.name));
        errors.note(&earlier.name, "first given here");
    }

    fn unknown(&self, named: &Named, errors: &mut Errors) {
        let name = named.name.to_string();
        let message = format!("unknown option `{name}` for {}", self.owner);
        let known = self.known.join(", ");
        if let Some((_, advice)) = self.foreign.iter().find(|(foreign, _)| *foreign == name) {
            return errors.help(&named.name, message, advice);
        }
        let help = match nearest(&name, self.known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? (known: {known})"),
            None => format!("known options: {known}"),
        };
        errors.help(&named.name, message, help);
    }

    pub(crate) fn knows(&self, name: &Ident) -> bool {
        self.known.iter().any(|known| name == known)
    }

    /// Complains about a part that is no option.
    pub(crate) fn refuse(&self, part: &Argument, errors: &mut Errors) {
        if let Argument::Unseparated(tokens) = part {
            return refuse_unseparated(tokens, errors);
        }
        let found = part.to_token_stream();
        // The compiler's own spacing is not the same everywhere.
        let text = found.to_string().replace(" :", ":").replace(" - ", "-");
        let message = format!("expected an option `name = value`, found `{text}`");
        match option_meant(found).filter(|(name, _)| self.known.contains(&name.as_str())) {
            Some((name, value)) => errors.help(part, message, format!("write `{name}{value}`")),
            None => errors.at(part, message),
        }
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<Named> {
        let index = self.seen.iter().position(|seen| seen.name == name)?;
        Some(self.seen.swap_remove(index))
    }

    /// Whether the flag `name` was given.
    pub(crate) fn flag(&mut self, name: &str, errors: &mut Errors) -> bool {
        let Some(named) = self.take(name) else { return false };
        if named.has_equals {
            errors.at(&named.written, format!("`{name}` takes no value: write `{name}`, or leave it out"));
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
                errors.at(place, "`max_body` takes a number of bytes, like `max_body = 64 * 1024`");
                None
            }
        }
    }
}

/// Complains about what follows another part without a comma.
pub(crate) fn refuse_unseparated(tokens: &TokenStream, errors: &mut Errors) {
    errors.at(tokens, format!("a comma is missing before `{tokens}`"));
}

/// The name and the rest of an option that was written as `name: value`, `name(value)` or `na-me = value`.
fn option_meant(tokens: TokenStream) -> Option<(String, String)> {
    let mut tokens = tokens.into_iter();
    let TokenTree::Ident(name) = tokens.next()? else { return None };
    match tokens.next()? {
        TokenTree::Punct(punct) if punct.as_char() == ':' => {
            Some((name.to_string(), format!(" = {}", tokens.collect::<TokenStream>())))
        }
        TokenTree::Punct(punct) if punct.as_char() == '-' => {
            let second = tokens.next()?;
            let value = tokens.collect::<TokenStream>();
            let space = if value.is_empty() { "" } else { " " };
            Some((format!("{name}_{second}"), format!("{space}{value}")))
        }
        TokenTree::Group(group) => Some((name.to_string(), format!(" = {}", group.stream()))),
        _ => None,
    }
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
        other => other,
    }
}

/// An expression without the invisible groups that `macro_rules` puts around its parts.
pub(crate) fn ungrouped(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Argument, option_meant, read};
    use quote::{ToTokens, quote};

    fn kinds(tokens: proc_macro2::TokenStream) -> Vec<String> {
        let kind = |part: &Argument| match part {
            Argument::Literal(_) => "literal",
            Argument::Named(_) => "named",
            Argument::Unseparated(_) => "unseparated",
            Argument::Other(_) => "other",
        };
        read(tokens).iter().map(|part| format!("{} {}", kind(part), part.to_token_stream())).collect()
    }

    #[test]
    fn a_missing_comma_is_seen() {
        assert_eq!(kinds(quote!("/a", status = 201, hidden)), ["literal \"/a\"", "named status = 201", "named hidden"]);
        assert_eq!(kinds(quote!("/a" "/b", hidden)), ["literal \"/a\"", "unseparated \"/b\"", "named hidden"]);
        assert_eq!(kinds(quote!(max_body = 1 + 2 hidden)), ["named max_body = 1 + 2", "unseparated hidden"]);
        assert_eq!(kinds(quote!(path "/a", f("x"))), ["other path \"/a\"", "other f (\"x\")"]);
    }

    #[test]
    fn an_option_is_seen_behind_other_signs() {
        let meant = |tokens| option_meant(tokens).map(|(name, value)| name + &value);
        assert_eq!(meant(quote!(status: 201)).as_deref(), Some("status = 201"));
        assert_eq!(meant(quote!(status(201))).as_deref(), Some("status = 201"));
        assert_eq!(meant(quote!(allow - body)).as_deref(), Some("allow_body"));
        assert_eq!(meant(quote!(max - body = 1)).as_deref(), Some("max_body = 1"));
        assert_eq!(meant(quote!(1 + 1)), None);
    }
}

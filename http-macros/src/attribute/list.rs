//! Decides how the parentheses of an attribute are read: a list of literals, `name = value` and flags.
//! Must not know which names or values an attribute takes. Reading never fails: what fits nowhere is
//! kept as [`Argument::Other`] for the attribute to complain about.

use crate::errors::Errors;
use crate::tokens::{is_sign, looks_constant, written};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
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
    /// Nothing, before this comma.
    Missing(TokenStream),
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
            Argument::Unseparated(part) | Argument::Missing(part) | Argument::Other(part) => part.to_tokens(tokens),
        }
    }
}

/// Reads all parts.
pub(crate) fn read(tokens: TokenStream) -> Vec<Argument> {
    let parts = |input: ParseStream<'_>| {
        let mut parts = Vec::new();
        while !input.is_empty() {
            let part = part(input)?;
            let mut unseparated = suffix(&part);
            unseparated.extend(other(input)?);
            parts.push(part);
            if !unseparated.is_empty() {
                parts.push(Argument::Unseparated(unseparated));
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
    if let Some(comma) = input.fork().parse::<Option<Token![,]>>()? {
        return Ok(Argument::Missing(comma.into_token_stream()));
    }
    if let Some(literal) = speculate(input, |ahead| ahead.parse::<Lit>()) {
        return Ok(Argument::Literal(literal));
    }
    if let Some(named) = speculate(input, named) {
        return Ok(Argument::Named(named));
    }
    other(input).map(Argument::Other)
}

/// A word right behind a text, which belongs to the same token.
fn suffix(part: &Argument) -> TokenStream {
    match part {
        Argument::Literal(Lit::Str(text)) if !text.suffix().is_empty() => {
            Ident::new(text.suffix(), text.span()).into_token_stream()
        }
        _ => TokenStream::new(),
    }
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
    input.peek(Lit) || input.peek(Ident::peek_any) || input.peek(Token![;])
}

fn named(input: ParseStream<'_>) -> syn::Result<Named> {
    let name = input.call(Ident::parse_any)?;
    let mut written = name.to_token_stream();
    let Some(equals) = input.parse::<Option<Token![=]>>()? else {
        return match ends_flag(input, &name) {
            true => Ok(Named { name, has_equals: false, value: None, written }),
            false => Err(input.error("a word and a value, or the word twice, are no option")),
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

/// Whether a word stands alone: what follows is the end, a comma, or the next part, whose comma is missing.
fn ends_flag(input: ParseStream<'_>, flag: &Ident) -> bool {
    let ahead = input.fork();
    match ahead.call(Ident::parse_any) {
        Ok(next) => {
            next != *flag
                && !looks_constant(&next)
                && (ahead.is_empty() || ahead.peek(Token![,]) || ahead.peek(Token![=]))
        }
        Err(_) => input.is_empty() || input.peek(Token![,]) || input.peek(Token![;]),
    }
}

/// A word and a text, as in `f"/v1"`, are no value.
fn value(input: ParseStream<'_>) -> syn::Result<Expr> {
    let ahead = input.fork();
    let Ok(value) = ahead.parse() else { return opaque_value(input) };
    match value {
        Expr::Path(_) if ahead.peek(Lit) => Err(ahead.error("a word and a text are no value")),
        value => {
            input.advance_to(&ahead);
            Ok(value)
        }
    }
}

/// `syn` reads no blocks, arrays and closures. Whether one is a value the compiler knows.
fn opaque_value(input: ParseStream<'_>) -> syn::Result<Expr> {
    let tokens = other(input)?;
    let ends_in_sign = matches!(tokens.clone().into_iter().last(), Some(TokenTree::Punct(_)));
    match may_be_unread(tokens.clone()) && !ends_in_sign {
        true => Ok(Expr::Verbatim(tokens)),
        false => Err(input.error("expected a value")),
    }
}

fn may_be_unread(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Brace | Delimiter::Bracket => true,
            Delimiter::Parenthesis | Delimiter::None => may_be_unread(group.stream()),
        },
        TokenTree::Punct(sign) => sign.as_char() == '|',
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

fn other(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

/// Complains about what follows another part without a comma.
pub(crate) fn refuse_unseparated(tokens: &TokenStream, errors: &mut Errors) {
    if let Some(semicolon) = tokens.clone().into_iter().next().filter(|first| is_sign(first, ';')) {
        return errors.at(&semicolon, "expected a comma, found `;`");
    }
    errors.at(tokens, &format!("a comma is missing before `{}`", written(tokens)));
}

/// Complains about a comma with nothing before it.
pub(crate) fn refuse_missing(comma: &TokenStream, errors: &mut Errors) {
    errors.at(comma, "there is nothing before this comma: leave it out");
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
    use super::{Argument, read};
    use quote::{ToTokens, quote};

    fn kinds(tokens: proc_macro2::TokenStream) -> Vec<String> {
        let kind = |part: &Argument| match part {
            Argument::Literal(_) => "literal",
            Argument::Named(_) => "named",
            Argument::Unseparated(_) => "unseparated",
            Argument::Missing(_) => "missing",
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
        assert_eq!(kinds(quote!("/a",,)), ["literal \"/a\"", "missing ,"]);
        assert_eq!(kinds(quote!("/a"; hidden)), ["literal \"/a\"", "unseparated ; hidden"]);
        assert_eq!(kinds(quote!("/a"allow_body hidden)), ["literal \"/a\"allow_body", "unseparated allow_body hidden"]);
        assert_eq!(kinds(quote!(status status = 201)), ["other status status = 201"]);
        assert_eq!(kinds(quote!(max_body Self::LIMIT + 1)), ["other max_body Self :: LIMIT + 1"]);
        assert_eq!(kinds(quote!(hidden status = 201)), ["named hidden", "unseparated status = 201"]);
    }
}

//! Decides how the methods of a `#[route(..)]` are written. Must not know what follows them.

use super::list::{self, Argument};
use super::source::is_token_character;
use crate::errors::Errors;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Lit, LitStr, Token};

/// An HTTP method and where it was written.
#[derive(Clone)]
pub(crate) struct Method {
    pub(crate) text: String,
    pub(crate) span: Span,
}

const FORM: &str = "the methods are written like `GET | HEAD`, one of other standards in quotes: `\"PROPFIND\"`";

/// The methods of RFC 9110 and RFC 5789, which can be written without quotes.
const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"];

/// Reads what stands before the path. `None` where no methods do, so that nothing can be said of what follows.
pub(super) fn read(tokens: &TokenStream, attribute: &dyn ToTokens, errors: &mut Errors) -> Option<Vec<Method>> {
    if tokens.is_empty() {
        errors.at(attribute, "`#[route]` needs its methods: `#[route(GET | HEAD, \"/path\")]`");
        return None;
    }
    if let Ok(text) = syn::parse2::<LitStr>(tokens.clone())
        && text.value().starts_with('/')
    {
        errors.at(&text, "`#[route]` takes its methods before the path: `#[route(GET | HEAD, \"/path\")]`");
        return None;
    }
    if matches!(list::read(tokens.clone()).as_slice(), [Argument::Named(named)] if named.has_equals) {
        errors.at(tokens, FORM);
        return None;
    }
    Some(listed(tokens, errors))
}

/// Is this a method of RFC 9110 or RFC 5789?
pub(super) fn is_registered(text: &str) -> bool {
    METHODS.contains(&text)
}

fn listed(tokens: &TokenStream, errors: &mut Errors) -> Vec<Method> {
    if let Some(path) = path_without_comma(tokens) {
        list::refuse_unseparated(&path, errors);
        return Vec::new();
    }
    let Ok(words) = method_words.parse2(tokens.clone()) else {
        errors.at(tokens, FORM);
        return Vec::new();
    };
    let mut methods: Vec<Method> = Vec::new();
    for word in words {
        // One mistake in a list is often in all of it.
        let Some(method) = word.check(errors) else { break };
        if methods.iter().any(|earlier| earlier.text == method.text) {
            errors.spanned(method.span, &format!("method `{}` is listed twice", method.text));
        }
        methods.push(method);
    }
    methods
}

/// The path of a `#[route(GET "/path")]`.
fn path_without_comma(tokens: &TokenStream) -> Option<TokenStream> {
    let last = tokens.clone().into_iter().skip(1).last()?.into_token_stream();
    let path = syn::parse2::<LitStr>(last.clone()).ok()?;
    path.value().starts_with('/').then_some(last)
}

enum MethodWord {
    Plain(Ident),
    Quoted(LitStr),
}

fn method_words(input: ParseStream<'_>) -> syn::Result<Vec<MethodWord>> {
    let mut words = vec![method_word(input)?];
    while input.parse::<Option<Token![|]>>()?.is_some() {
        words.push(method_word(input)?);
    }
    match input.is_empty() {
        true => Ok(words),
        false => Err(input.error("not a list of methods")),
    }
}

fn method_word(input: ParseStream<'_>) -> syn::Result<MethodWord> {
    if !input.peek(Lit) {
        return input.parse().map(MethodWord::Plain);
    }
    let word: LitStr = input.parse()?;
    match word.suffix() {
        "" => Ok(MethodWord::Quoted(word)),
        _ => Err(input.error("a text and a word are no method")),
    }
}

impl MethodWord {
    fn check(&self, errors: &mut Errors) -> Option<Method> {
        let (text, span) = match self {
            MethodWord::Plain(word) => (word.to_string(), word.span()),
            MethodWord::Quoted(word) => (word.value(), word.span()),
        };
        let upper = text.to_ascii_uppercase();
        let is_known = is_registered(&upper);
        if is_known && upper != text {
            errors.spanned(span, &format!("HTTP methods are upper-case: `{upper}`"));
            return None;
        }
        match self {
            _ if ["*", "ANY", "ALL"].contains(&upper.as_str()) => {
                errors.spanned(span, "there is no word for all methods: list them, like `GET | POST`");
                None
            }
            MethodWord::Plain(_) if !is_known => {
                let help = format!("help: an extension method is written as a string: `\"{text}\"`");
                errors.spanned(span, &format!("unknown HTTP method `{text}`\n{help}"));
                None
            }
            MethodWord::Quoted(_) if !is_method_name(&text) => {
                errors.spanned(span, &format!("{text:?} is not a valid HTTP method{}", separated(&text)));
                None
            }
            _ => Some(Method { text, span }),
        }
    }
}

/// A `|` may stand in the name of a method (RFC 9110 section 9.1), but between two that are known it separates them.
fn is_method_name(text: &str) -> bool {
    let is_list = text.contains('|') && !separated(text).is_empty();
    !text.is_empty() && text.chars().all(is_token_character) && !is_list
}

/// The help for several methods in one string, and for one with its path.
fn separated(text: &str) -> String {
    if let Some((method, path)) = text.split_once(' ').filter(|(_, path)| path.starts_with('/')) {
        return format!("\nhelp: write `#[route({method}, {path:?})]`");
    }
    let mut words = Vec::new();
    for word in text.split([' ', ',', '|', '/']) {
        if is_registered(word) {
            words.push(word);
        } else if !word.is_empty() {
            return String::new();
        }
    }
    match words.is_empty() {
        true => String::new(),
        false => format!("\nhelp: write `{}`, without quotes", words.join(" | ")),
    }
}

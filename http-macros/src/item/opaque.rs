//! Decides where an item of an impl ends that is no method, or a method that cannot be read; and whether it is one at all.
//! Must not know what is in it.

use super::slip::{has_slip, lacks_fn};
use crate::attribute::{self, Mark, Name, Place};
use crate::fallback::stripped;
use crate::tokens::{is_sign, is_word};
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::{Attribute, Token, token};

/// Something in an impl that is passed on as it is.
pub(crate) struct Opaque {
    pub(crate) marks: Vec<Mark>,
    /// "a constant", or `None` for a method that cannot be read.
    pub(crate) noun: Option<&'static str>,
    /// Has the compiler a message of its own for it?
    pub(crate) is_foreign: bool,
    pub(crate) name: String,
    pub(super) tokens: TokenStream,
}

impl Opaque {
    /// Nothing for what is no whole item.
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Option<Opaque>> {
        let ahead = input.fork();
        let attributes = match ahead.call(Attribute::parse_outer) {
            Ok(attributes) => {
                input.advance_to(&ahead);
                attribute::sort(attributes, |path| Name::of(path).filter(|name| name.place() == Place::Method))
            }
            Err(_) => {
                skip_attributes(input)?;
                attribute::Sorted::default()
            }
        };
        let kept = &attributes.kept;
        let mut tokens = quote!(#(#kept)*);
        let words = item_tokens(input)?;
        if is_unfinished(&words) {
            return Ok(None);
        }
        let (noun, name) = describe(&words);
        let is_foreign = noun == Some("a type") || is_of_modules(&words);
        match (noun, words.split_last()) {
            // What cannot be read may have our attributes anywhere; the body, which ends it, is left alone.
            (None, Some((body, head))) => {
                tokens.extend(stripped(head.iter().cloned().collect()));
                body.to_tokens(&mut tokens);
            }
            _ => tokens.append_all(words),
        }
        Ok(Some(Opaque { marks: attributes.marks, noun, is_foreign, name, tokens }))
    }
}

/// Takes away attributes of which one cannot be read, such as a lone `#`.
fn skip_attributes(input: ParseStream<'_>) -> syn::Result<()> {
    while input.peek(Token![#]) && !input.peek2(Token![!]) {
        input.parse::<Token![#]>()?;
        if input.peek(token::Bracket) {
            input.parse::<TokenTree>()?;
        }
    }
    Ok(())
}

/// The tokens of one item: up to a semicolon, or a pair of braces where they can end it; or to the next item, where
/// this one has no end.
fn item_tokens(input: ParseStream<'_>) -> syn::Result<Vec<TokenTree>> {
    let mut tokens: Vec<TokenTree> = Vec::new();
    while !input.is_empty() && !begins_another(input, &tokens) {
        let token = input.parse::<TokenTree>()?;
        let ends = is_sign(&token, ';') || (is_braces(&token) && !needs_semicolon(&tokens));
        tokens.push(token);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

/// The tokens of a method: up to a semicolon, or the first braces that are no part of a type.
pub(super) fn method_tokens(input: ParseStream<'_>) -> syn::Result<Vec<TokenTree>> {
    let mut tokens = Vec::new();
    loop {
        let token = input.parse::<TokenTree>()?;
        let ends = is_sign(&token, ';') || (is_braces(&token) && open_angles(&tokens) == 0);
        tokens.push(token);
        if ends {
            return Ok(tokens);
        }
    }
}

/// After `tokens`, can what follows only be an item of its own? The type `fn()` is none, and constants may have
/// attributes in them.
fn begins_another(input: ParseStream<'_>, tokens: &[TokenTree]) -> bool {
    let is_in_method = tokens.iter().any(|token| is_word(token, "fn"));
    let is_method = input.peek(Token![pub]) || (input.peek(Token![fn]) && input.peek2(syn::Ident));
    let is_attribute = input.peek(Token![#]) && !tokens.is_empty() && !needs_semicolon(tokens);
    is_attribute || (is_in_method && is_method)
}

/// Whatever new syntax there may be, an item has an end, a type behind its arrow, as many `<` as `>`, and no slip.
fn is_unfinished(tokens: &[TokenTree]) -> bool {
    let Some((last, head)) = tokens.split_last() else { return true };
    let lacks_part = match describe(tokens).0 {
        None => ends_in_arrow(head) || open_angles(head) != 0 || lacks_arrow(head) || has_slip(head),
        Some("a macro call") => lacks_fn(head),
        Some(_) => false,
    };
    lacks_part || !can_end(last) || cannot_begin(tokens)
}

/// A type right behind the arguments, as in `fn f() String {}`.
fn lacks_arrow(head: &[TokenTree]) -> bool {
    let Some(begin) = head.iter().position(|token| is_word(token, "fn")) else { return false };
    let is_arguments = |place: &usize| {
        let is_list =
            matches!(head.get(*place), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        is_list && head.get(begin..*place).is_some_and(|before| open_angles(before) == 0)
    };
    let next = (begin..head.len()).find(is_arguments).and_then(|place| head.get(place + 1));
    next.is_some_and(|next| !is_sign(next, '-') && !is_word(next, "where"))
}

/// What items begin with, but for the call of a macro.
const BEGINNINGS: [&str; 20] = [
    "async", "auto", "const", "crate", "default", "enum", "extern", "fn", "gen", "impl", "macro", "mod", "pub", "safe",
    "static", "struct", "trait", "type", "unsafe", "use",
];

/// A lone semicolon, an attribute without its `#`, or a word before another that is no beginning, as in `public fn`.
fn cannot_begin(tokens: &[TokenTree]) -> bool {
    match tokens {
        [token] => is_sign(token, ';'),
        [TokenTree::Group(group), ..] => group.delimiter() == Delimiter::Bracket,
        [TokenTree::Ident(first), TokenTree::Ident(_), ..] => BEGINNINGS.iter().all(|word| first != word),
        _ => false,
    }
}

/// Whether it is an item that stands in a module, and in no impl.
fn is_of_modules(tokens: &[TokenTree]) -> bool {
    const KEYWORDS: [&str; 9] = ["enum", "extern", "impl", "macro", "mod", "static", "struct", "trait", "use"];
    let is_call = tokens.iter().any(|token| is_sign(token, '!'));
    let is_keyword = |token: &TokenTree| KEYWORDS.iter().any(|keyword| is_word(token, keyword));
    let is_visibility = |token: &&TokenTree| is_word(token, "pub") || matches!(token, TokenTree::Group(_));
    !is_call && tokens.iter().find(|token| !is_visibility(token)).is_some_and(is_keyword)
}

fn ends_in_arrow(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., TokenTree::Punct(minus), TokenTree::Punct(arrow)] if minus.as_char() == '-' && arrow.as_char() == '>')
}

/// How many `<` are more than the `>`.
pub(super) fn open_angles(tokens: &[TokenTree]) -> isize {
    let mut open = 0;
    let mut follows_minus = false;
    for token in tokens {
        let TokenTree::Punct(punct) = token else { continue };
        match punct.as_char() {
            '<' => open += 1,
            '>' if !follows_minus => open -= 1,
            _ => {}
        }
        follows_minus = punct.as_char() == '-' && punct.spacing() == Spacing::Joint;
    }
    open
}

/// A body or a semicolon. `macro_rules` may have put a body, or a whole item, into an invisible group.
pub(super) fn can_end(token: &TokenTree) -> bool {
    let is_body = |group: &Group| matches!(group.delimiter(), Delimiter::Brace | Delimiter::None);
    is_sign(token, ';') || matches!(token, TokenTree::Group(group) if is_body(group))
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn needs_semicolon(tokens: &[TokenTree]) -> bool {
    matches!(describe(tokens).0, Some("a constant" | "a type"))
}

/// What an item is, and its name.
fn describe(tokens: &[TokenTree]) -> (Option<&'static str>, String) {
    for (place, token) in tokens.iter().enumerate() {
        let TokenTree::Ident(word) = token else {
            if is_braces(token) {
                break;
            }
            continue;
        };
        let next = tokens.get(place + 1).filter(|next| !is_braces(next)).map(ToString::to_string).unwrap_or_default();
        match word.to_string().as_str() {
            "fn" => return (None, next),
            "type" => return (Some("a type"), next),
            "const" if is_name_of_constant(&next) => return (Some("a constant"), next),
            _ => {}
        }
    }
    let first = tokens.first().filter(|first| !is_braces(first));
    (Some("a macro call"), first.map(ToString::to_string).unwrap_or_default())
}

/// Not in `const unsafe fn`.
fn is_name_of_constant(word: &str) -> bool {
    let is_name = word.starts_with(|first: char| first.is_alphabetic() || first == '_');
    is_name && !["fn", "unsafe", "async", "extern"].contains(&word)
}

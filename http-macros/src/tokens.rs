//! Decides what can be seen of single tokens. Must not know what they are part of.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// Whether it is this sign, such as `,`.
pub(crate) fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// Whether it is this word, such as `fn`.
pub(crate) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether it is written like the name of a constant, such as `LIMIT`.
pub(crate) fn looks_constant(name: &Ident) -> bool {
    let name = name.to_string();
    name.chars().any(|character| character.is_ascii_uppercase())
        && !name.chars().any(|character| character.is_ascii_lowercase())
}

/// Tokens as people write them. The compiler's own spacing is not the same everywhere.
pub(crate) fn written(tokens: &TokenStream) -> String {
    tokens.to_string().replace(" :: ", "::").replace(":: ", "::").replace(" :", ":").replace(" - ", "-")
}

/// The places of the first and the last token.
pub(crate) fn ends(tokens: &dyn ToTokens) -> (Span, Span) {
    let tokens: Vec<TokenTree> = tokens.to_token_stream().into_iter().collect();
    match tokens.as_slice() {
        [] => (Span::call_site(), Span::call_site()),
        [first, ..] => (first.span(), tokens.last().unwrap_or(first).span()),
    }
}

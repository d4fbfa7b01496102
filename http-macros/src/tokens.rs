//! Decides what can be seen of a single token. Must not know where it stands.

use proc_macro2::TokenTree;

/// Whether it is this sign, such as `,`.
pub(crate) fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

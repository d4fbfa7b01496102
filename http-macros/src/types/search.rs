//! Decides whether a word or a sign stands anywhere in a type. Must not know what the type is.

use crate::tokens::is_sign;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// Whether a token stream holds `impl Trait`.
pub(crate) fn find_impl(tokens: TokenStream) -> Option<Span> {
    let mut after_bang = false;
    tokens.into_iter().find_map(|token| {
        let is_of_macro = std::mem::replace(&mut after_bang, is_sign(&token, '!'));
        match token {
            TokenTree::Ident(word) if word == "impl" => Some(word.span()),
            TokenTree::Group(group) if !is_of_macro => find_impl(group.stream()),
            _ => None,
        }
    })
}

/// Whether a word stands anywhere in a type.
pub(crate) fn mentions(ty: &TokenStream, name: &str) -> bool {
    ty.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Whether a name looks like that of a type parameter: a single capital, other than the first name of a path.
pub(crate) fn names_parameter(ty: TokenStream) -> bool {
    let is_parameter = |word: &Ident| matches!(word.to_string().as_bytes(), [b'A'..=b'Z']);
    ty.into_iter().skip(1).any(|token| matches!(&token, TokenTree::Ident(word) if is_parameter(word)))
}

/// Whether a `_` stands for a type, and not for a lifetime. What is in braces within a type is an expression, and so is the
/// length of an array; what a macro makes of its tokens is not known.
pub(crate) fn has_placeholder(tokens: TokenStream) -> bool {
    let mut sign = None;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let before = sign.take();
        match token {
            TokenTree::Ident(word) if before != Some('\'') && word == "_" => match tokens.peek() {
                // The argument of a `fn(_: u8)`.
                Some(next) if is_sign(next, ':') => {}
                _ => return true,
            },
            TokenTree::Group(group) if before != Some('!') && has_placeholder_inside(&group) => return true,
            TokenTree::Punct(punct) => sign = Some(punct.as_char()),
            _ => {}
        }
    }
    false
}

fn has_placeholder_inside(group: &Group) -> bool {
    let is_in_type = |token: &TokenTree| !is_sign(token, ';');
    match group.delimiter() {
        Delimiter::Brace => false,
        Delimiter::Bracket => has_placeholder(group.stream().into_iter().take_while(is_in_type).collect()),
        Delimiter::Parenthesis | Delimiter::None => has_placeholder(group.stream()),
    }
}

#[cfg(test)]
mod tests {
    use super::{find_impl, has_placeholder, names_parameter};
    use quote::{ToTokens, quote};
    use syn::{Type, parse_quote};

    #[test]
    fn a_placeholder_is_told_from_a_lifetime() {
        assert!(has_placeholder(quote!(Result<(_, u8), E>)));
        assert!(!has_placeholder(quote!(Option<(&'_ str, User<'_>)>)));
        let length = quote!({
            match N {
                _ => 1,
            }
        });
        assert!(!has_placeholder(quote!([u8; #length])));
        assert!(!has_placeholder(quote!(Text<fn(_: u8) -> [u8; length::<_>()]>)));
        assert!(!has_placeholder(quote!(Option<Token![_]>)));
        assert!(has_placeholder(quote!([_; 3])) && has_placeholder(quote!([u8; 3], fn(x: _))));
    }

    #[test]
    fn a_parameter_is_told_from_a_type() {
        assert!(names_parameter(quote!(Store<T>)) && names_parameter(quote!(a::Store<u8, Vec<K>>)));
        assert!(!names_parameter(quote!(S)) && !names_parameter(quote!(Store<Tea, u8>)));
    }

    #[test]
    fn impl_trait_is_found_at_any_depth() {
        let ty: Type = parse_quote!(Result<(impl IntoResponse, u8), E>);
        assert!(find_impl(ty.to_token_stream()).is_some());
        assert!(find_impl(quote!(Result<implement, E>)).is_none());
        assert!(find_impl(quote!(Result<ty!(impl), E>)).is_none());
    }
}

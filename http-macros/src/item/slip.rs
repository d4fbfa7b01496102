//! Decides what stands in no item, whatever syntax is still to come: two names side by side, a comma with nothing before it,
//! a method without `fn` or name. Must not know what was meant.

use crate::tokens::{is_sign, is_word};
use proc_macro2::{Delimiter, Ident, TokenTree};

/// What matters of a token.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Name,
    Open,
    Comma,
    Other,
}

/// Whether there is one in a method without its body.
pub(super) fn has_slip(head: &[TokenTree]) -> bool {
    lacks_name(head) || is_jumbled(head, Kind::Other)
}

/// Whether something without a body is a method but for its `fn`: a name with arguments, and no `!` of a macro.
pub(super) fn lacks_fn(head: &[TokenTree]) -> bool {
    let is_called = |pair: &[TokenTree]| matches!(pair, [TokenTree::Ident(name), arguments] if is_name(name) && is_arguments(arguments));
    !head.iter().any(|token| is_sign(token, '!')) && head.windows(2).any(is_called)
}

/// A `fn` with arguments, which is a type elsewhere.
fn lacks_name(head: &[TokenTree]) -> bool {
    let first = head.iter().position(|token| is_word(token, "fn"));
    first.and_then(|first| head.get(first + 1)).is_some_and(is_arguments)
}

fn is_arguments(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}

fn is_jumbled(tokens: &[TokenTree], before: Kind) -> bool {
    let mut last = before;
    let mut previous: Option<&TokenTree> = None;
    for token in tokens {
        let is_after = |sign| previous.is_some_and(|previous| is_sign(previous, sign));
        let kind = match token {
            TokenTree::Ident(word) if is_name(word) && !is_after('\'') => Kind::Name,
            token if is_sign(token, '<') => Kind::Open,
            token if is_sign(token, ',') => Kind::Comma,
            // Of an attribute or a macro all may be known to it alone.
            TokenTree::Group(group) if !is_after('#') && !is_after('!') && group.delimiter() != Delimiter::Brace => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                if is_jumbled(&inside, Kind::Open) {
                    return true;
                }
                Kind::Other
            }
            _ => Kind::Other,
        };
        if matches!((last, kind), (Kind::Name, Kind::Name) | (Kind::Open | Kind::Comma, Kind::Comma)) {
            return true;
        }
        last = kind;
        previous = Some(token);
    }
    false
}

/// Not a keyword.
fn is_name(word: &Ident) -> bool {
    syn::parse_str::<Ident>(&word.to_string()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{has_slip, lacks_fn};
    use proc_macro2::{TokenStream, TokenTree};

    fn tokens(text: &str) -> Vec<TokenTree> {
        let tokens: TokenStream = text.parse().unwrap();
        tokens.into_iter().collect()
    }

    #[test]
    fn slips_are_seen_at_any_depth() {
        for text in [
            "fn (&self)",
            "fn show show(&self)",
            "fn f(&self, id: u64 page: u8)",
            "fn f(&self) -> Result<String StatusCode>",
            "fn f(&self) -> Result<, StatusCode>",
            "fn f(&self, , id: u64)",
            "fn f(&self, x: Vec<(, u8)>)",
        ] {
            assert!(has_slip(&tokens(text)), "{text}");
        }
    }

    #[test]
    fn what_may_be_syntax_is_none() {
        for text in [
            "pub(crate) const unsafe extern \"C\" fn f<'a, T: 'a>(&'a mut self, f: fn(u8) -> u8, #[x y] z: &pin mut T)",
            "fn f(&self, x: m![a b,, c], y: impl for<'a> Fn(&'a str, u8), z: [u8; if N { 1 } else { 2 }]) -> impl A + use<'_>",
            "safe fn f(&self, x: unsafe<'a> &'a T) -> &raw const T where T: [const] A",
        ] {
            assert!(!has_slip(&tokens(text)), "{text}");
        }
    }

    #[test]
    fn a_method_without_fn_is_told_from_a_macro() {
        for (text, is_method) in [
            ("pub show(&self) -> String", true),
            ("show(&self)", true),
            ("make!(a b)", false),
            ("pub(crate) use x", false),
        ] {
            assert_eq!(lacks_fn(&tokens(text)), is_method, "{text}");
        }
    }
}

//! Decides where the pattern of an argument ends, and which name it has. All else of it stays opaque tokens.
//! Must not know which patterns a method may have.

use super::opaque::open_angles;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::Token;
use syn::parse::{ParseStream, Parser};

/// What stands before the colon of an argument.
pub(crate) struct ArgumentPattern {
    /// Where it is nothing but a name, or that and `mut`.
    pub(crate) name: Option<Ident>,
    tokens: Vec<TokenTree>,
}

impl ArgumentPattern {
    /// Reads up to the colon.
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<ArgumentPattern> {
        let name = name(input);
        let mut tokens = Vec::new();
        while !input.peek(Token![:]) || input.peek(Token![::]) {
            // The two colons of a path are not to be taken for that of an argument.
            if let Some(colons) = input.parse::<Option<Token![::]>>()? {
                tokens.extend(colons.into_token_stream());
                continue;
            }
            let token = input.parse()?;
            if !can_follow(&tokens, &token) {
                return Err(input.error("expected `:`"));
            }
            tokens.push(token);
        }
        match tokens.last() {
            Some(last) if can_end(last) && open_angles(&tokens) == 0 => Ok(ArgumentPattern { name, tokens }),
            _ => Err(input.error("expected a pattern")),
        }
    }

    /// Whether it is `_`.
    pub(crate) fn is_wild(&self) -> bool {
        matches!(self.tokens.as_slice(), [TokenTree::Ident(word)] if word == "_")
    }

    /// The first name within parentheses, as in `Json(message)`.
    pub(crate) fn inner_name(&self) -> Option<Ident> {
        let [_, .., TokenTree::Group(fields)] = self.tokens.as_slice() else { return None };
        let first = |input: ParseStream<'_>| {
            let name = name(input);
            input.parse::<TokenStream>().map(|_| name)
        };
        match fields.delimiter() {
            Delimiter::Parenthesis => first.parse2(fields.stream()).ok()?,
            _ => None,
        }
    }
}

impl ToTokens for ArgumentPattern {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.tokens);
    }
}

/// A name, or `mut` and a name, and nothing more of a pattern.
fn name(input: ParseStream<'_>) -> Option<Ident> {
    let ahead = input.fork();
    ahead.parse::<Option<Token![mut]>>().ok()?;
    let name = ahead.parse().ok()?;
    let ends = ahead.is_empty() || ahead.peek(Token![,]) || ahead.peek(Token![:]) && !ahead.peek(Token![::]);
    ends.then_some(name)
}

/// Whether a token can be the next of a pattern that was only begun, so that nothing half-written is taken for one.
fn can_follow(before: &[TokenTree], token: &TokenTree) -> bool {
    let last = before.last();
    let follows_name = matches!(last, Some(TokenTree::Ident(word)) if word != "mut" && word != "ref");
    let follows_value = matches!(last, Some(TokenTree::Group(_) | TokenTree::Literal(_)));
    match token {
        TokenTree::Punct(sign) => match sign.as_char() {
            ':' | '@' | '!' | '.' | '=' | '<' | '>' => true,
            '&' | '-' => !follows_name && !follows_value,
            ',' => open_angles(before) > 0,
            _ => false,
        },
        TokenTree::Group(_) => !follows_value,
        TokenTree::Ident(_) | TokenTree::Literal(_) => !follows_name && !follows_value,
    }
}

fn can_end(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => ["mut", "ref", "self"].iter().all(|keyword| word != keyword),
        TokenTree::Punct(sign) => sign.as_char() == '>',
        TokenTree::Group(_) | TokenTree::Literal(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::ArgumentPattern;
    use proc_macro2::TokenStream;
    use syn::parse::{ParseStream, Parser};

    fn read(text: &str) -> Option<ArgumentPattern> {
        let pattern = |input: ParseStream<'_>| {
            let pattern = ArgumentPattern::parse(input)?;
            input.parse::<TokenStream>().map(|_| pattern)
        };
        pattern.parse_str(text).ok()
    }

    #[test]
    fn a_name_is_told_from_other_patterns() {
        let name = |text| read(text).unwrap().name.map(|name| name.to_string());
        assert_eq!(name("id: u8").as_deref(), Some("id"));
        assert_eq!(name("mut r#type: a::B").as_deref(), Some("r#type"));
        for text in [
            "_: u8",
            "ref x: u8",
            "x @ _: u8",
            "(x, y): T",
            "a::B(x): T",
            "S { x: y, .. }: S",
            "&[x, ..]: T",
            "P::<u8, ()>(x): T",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_half_written_is_no_pattern() {
        for text in [
            "",
            "x",
            ": u8",
            "mut: u8",
            "x y: u8",
            "x, y: u8",
            "x | y: u8",
            "a::: u8",
            "(x) y: u8",
            "< x: u8",
            "; x: u8",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_name_in_parentheses_is_seen() {
        let inner = |text| read(text).unwrap().inner_name().map(|name| name.to_string());
        assert_eq!(inner("Json(mut message): Json<T>").as_deref(), Some("message"));
        assert_eq!(inner("a::Pair(x, (y, z)): T").as_deref(), Some("x"));
        assert_eq!(inner("Json((x, y)): T"), None);
        assert_eq!(inner("(x, y): T"), None);
    }
}

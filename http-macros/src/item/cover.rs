//! Decides how expressions within types get through `syn`, which without its largest feature reads the simple ones alone: they
//! are covered while a tree is made of the item, as the call of a macro that is never expanded, and uncovered in what is
//! emitted. So are the `use<'a>` of a type. Must not know what a type means.

use crate::tokens::is_sign;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

const EXPRESSION: &str = "__http_core_expression";
const CAPTURES: &str = "__http_core_use";

/// An impl or a method whose head is covered; what ends it is not looked at.
pub(super) fn with_covered_head(item: impl IntoIterator<Item = TokenTree>) -> TokenStream {
    let mut head: Vec<TokenTree> = item.into_iter().collect();
    let body = head.pop();
    let head = covered(head.into_iter().collect());
    quote!(#head #body)
}

/// A struct or an enum, whose fields are covered as well.
pub(super) fn with_covered_fields(item: TokenStream) -> TokenStream {
    let mut head: Vec<TokenTree> = item.into_iter().collect();
    let fields = match head.pop() {
        Some(TokenTree::Group(fields)) => like(&fields, covered(fields.stream())).into_token_stream(),
        last => last.into_token_stream(),
    };
    let head = covered(head.into_iter().collect());
    quote!(#head #fields)
}

/// Covers all that may be an expression: array lengths, the values of attributes, and braces that stand for a constant, as
/// in `Buffer<{ 1 << N }>`.
fn covered(tokens: TokenStream) -> TokenStream {
    covered_behind(None, tokens)
}

fn covered_behind(mut before: Option<char>, tokens: TokenStream) -> TokenStream {
    let mut covered: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let sign = sign(&token);
        covered.push(match token {
            TokenTree::Group(group) => covered_group(&group, before).into(),
            TokenTree::Ident(word) if word == "use" => Ident::new(CAPTURES, word.span()).into(),
            token => token,
        });
        before = sign;
    }
    covered.into_iter().collect()
}

fn sign(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        _ => None,
    }
}

fn covered_group(group: &Group, before: Option<char>) -> Group {
    let tokens = group.stream();
    let content = match group.delimiter() {
        Delimiter::Bracket if before == Some('#') => covered_after('=', tokens, |path| path),
        Delimiter::Bracket => covered_after(';', tokens, covered),
        Delimiter::Brace if matches!(before, Some('<' | ',' | '=')) => call(tokens),
        // Around what `macro_rules` was given.
        Delimiter::None => covered_behind(before, tokens),
        _ => covered(tokens),
    };
    like(group, content)
}

/// Covers what follows the first `sign`; what is before that, or all where there is none, becomes `others` of it.
fn covered_after(sign: char, tokens: TokenStream, others: fn(TokenStream) -> TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let length = tokens.iter().position(|token| is_sign(token, sign)).map_or(tokens.len(), |place| place + 1);
    let (before, expression) = tokens.split_at(length);
    let (before, expression) = (others(before.iter().cloned().collect()), call(expression.iter().cloned().collect()));
    quote!(#before #expression)
}

fn call(expression: TokenStream) -> TokenStream {
    if expression.is_empty() {
        return expression;
    }
    let name = Ident::new(EXPRESSION, Span::call_site());
    quote!(#name!(#expression))
}

/// The tokens as they were before they were covered.
pub(crate) fn uncovered(tokens: TokenStream) -> TokenStream {
    let mut uncovered: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if ends_in_call(&uncovered) => {
                uncovered.truncate(uncovered.len() - 2);
                uncovered.extend(group.stream());
            }
            TokenTree::Group(group) if is_covered(group.stream()) => {
                uncovered.push(like(&group, self::uncovered(group.stream())).into());
            }
            TokenTree::Ident(word) if word == CAPTURES => uncovered.push(Ident::new("use", word.span()).into()),
            token => uncovered.push(token),
        }
    }
    uncovered.into_iter().collect()
}

fn is_covered(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == EXPRESSION || word == CAPTURES,
        TokenTree::Group(group) => is_covered(group.stream()),
        _ => false,
    })
}

fn ends_in_call(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., TokenTree::Ident(name), TokenTree::Punct(_)] if name == EXPRESSION)
}

fn like(group: &Group, content: TokenStream) -> Group {
    let mut like = Group::new(group.delimiter(), content);
    like.set_span(group.span());
    like
}

#[cfg(test)]
mod tests {
    use super::{uncovered, with_covered_fields, with_covered_head};
    use quote::quote;

    #[test]
    fn expressions_come_out_as_they_went_in() {
        let item = quote! {
            #[doc = { "x" }]
            fn f<const N: usize>(&self, S { x, .. }: S<{ if N { 1 } else { 2 } }>, y: [u8; { let x = 1; x }]) -> impl A + use<N>
            where
                [[u8; 2]; { N }]: B<A = { N }>,
            {
                [0; { N }]
            }
        };
        let covered = with_covered_head(item.clone()).to_string();
        for hidden in ["({ \"x\" })", "(if N { 1 } else { 2 })", "({ let x = 1 ; x })", "(2)", "({ N })", "(N)"] {
            assert!(covered.contains(&format!("__http_core_expression ! {hidden}")), "{covered}");
        }
        for open in ["S { x , .. }", "+ __http_core_use < N >", ", { [0 ; { N }] }"] {
            assert!(covered.contains(open), "{covered}");
        }
        assert_eq!(uncovered(with_covered_head(item.clone())).to_string(), item.to_string());
    }

    #[test]
    fn fields_are_covered_but_not_as_one_expression() {
        let item = quote!(
            struct S<const N: usize = { 1 }>
            where
                A: B,
            {
                x: [u8; { 1 }],
                y: T<{ 2 }>,
            }
        );
        let covered = with_covered_fields(item.clone());
        assert_eq!(covered.to_string().matches("__http_core_expression").count(), 3);
        assert_eq!(uncovered(covered).to_string(), item.to_string());
    }
}

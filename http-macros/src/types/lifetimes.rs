//! Decides which lifetimes of a type can be named where its method is called, and takes the others out.

use crate::tokens::is_sign;
use proc_macro2::{Group, Ident, TokenStream, TokenTree};

/// Writes `'_` for lifetimes, which the code around a call cannot name. Left are `'static` and those that a
/// `for<'a>` declares. One that is nowhere declared is an error of the signature alone.
pub(crate) fn without_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut declared = vec!["static".to_owned()];
    collect_declared(tokens.clone(), &mut declared);
    erase(tokens, &declared)
}

/// The same of a type of which only these lifetimes are declared.
pub(crate) fn without_undeclared(tokens: TokenStream, declared: impl IntoIterator<Item = String>) -> TokenStream {
    let mut all = vec!["static".to_owned(), "_".to_owned()];
    all.extend(declared);
    collect_declared(tokens.clone(), &mut all);
    erase(tokens, &all)
}

/// The names between `for<` and `>`.
fn collect_declared(tokens: TokenStream, declared: &mut Vec<String>) {
    let mut is_declaration = false;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "for" => is_declaration = true,
            TokenTree::Ident(word) if is_declaration => declared.push(word.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == '>' => is_declaration = false,
            TokenTree::Group(group) => collect_declared(group.stream(), declared),
            _ => {}
        }
    }
}

fn erase(tokens: TokenStream, declared: &[String]) -> TokenStream {
    let mut erased: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let is_lifetime = erased.last().is_some_and(|last| is_sign(last, '\''));
        erased.push(match token {
            TokenTree::Ident(word) if is_lifetime && declared.iter().all(|name| word != name) => {
                Ident::new("_", word.span()).into()
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), erase(group.stream(), declared));
                inner.set_span(group.span());
                inner.into()
            }
            token => token,
        });
    }
    erased.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::without_lifetimes;
    use quote::quote;

    #[test]
    fn lifetimes_are_erased() {
        let erased = without_lifetimes(quote!(Result<(&'a str, S<'static>), Box<dyn for<'x> Fn(&'x E<'b>)>>));
        let expected = quote!(Result<(&'_ str, S<'static>), Box<dyn for<'x> Fn(&'x E<'_>)>>);
        assert_eq!(erased.to_string(), expected.to_string());
    }
}

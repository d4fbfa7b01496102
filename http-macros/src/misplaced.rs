//! Decides what the attributes of methods say where they expand on their own, that is outside of a
//! `#[handler] impl`. Must not know what they mean inside of one.

use crate::errors::Errors;
use crate::fallback::stripped;
use crate::item::Item;
use crate::tokens::{is_sign, is_word};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;

/// The item as it is, and the error at the attribute.
pub(crate) fn expand(name: &str, item: &TokenStream) -> TokenStream {
    if shows_import(item) {
        return TokenStream::new();
    }
    if is_in_body(item) {
        return item.clone();
    }
    let mut errors = Errors::default();
    // The attribute's own place, but not as the place of an expansion, which the compiler would explain.
    let attribute = Span::call_site();
    let place = item.clone().into_iter().next().map_or(attribute, |first| attribute.resolved_at(first.span()));
    errors.spanned(place, &message(name, item));
    let (item, errors) = (without_ours(item), errors.into_tokens());
    quote!(#item #errors)
}

/// Whether it is no item of the user's: `#[handler]` writes this to make use of the attribute's import.
fn shows_import(item: &TokenStream) -> bool {
    item.clone().into_iter().nth(1).is_some_and(|second| is_word(&second, "__imported"))
}

/// Whether it is no item at all, but a statement or an expression, where the compiler takes no attribute of ours.
fn is_in_body(item: &TokenStream) -> bool {
    let is_call = item.clone().into_iter().any(|token| is_sign(&token, '!'));
    let Item::Other("this item", first) = Item::parse(item) else { return false };
    !is_call && !is_word(&first, "extern")
}

/// The item without the attributes that go with this one, which have no meaning here either. Its body is left alone.
fn without_ours(item: &TokenStream) -> TokenStream {
    let mut head: Vec<TokenTree> = item.clone().into_iter().collect();
    let body = head.pop();
    let head = stripped(head.into_iter().collect());
    quote!(#head #body)
}

/// What is said of an attribute that stands on another item than a method.
pub(crate) fn message(name: &str, item: &TokenStream) -> String {
    if takes_self(item) && has_no_body(item) {
        return format!("`#[{name}]` goes on a method of a `#[handler] impl` block, not on a method of a trait");
    }
    if takes_self(item) {
        let help = "help: add `#[handler]` above this `impl`, which may not be that of a trait; where it is there, let the macro make the whole `impl`";
        return format!("`#[{name}]` only means something inside a `#[handler] impl` block\n{help}");
    }
    let noun = match Item::parse(item) {
        Item::Other("a function", _) => "a free function",
        Item::Other(noun, _) => noun,
        Item::Type(item) if item.noun == "enum" => "an enum",
        Item::Type(_) => "a struct",
        Item::Impl(_) | Item::TraitImpl(_) => "an impl",
        Item::Unreadable => "this item",
    };
    format!("`#[{name}]` goes on a method of a `#[handler] impl` block, not on {noun}")
}

/// Whether an item is a function whose first argument is `self`, so that it stands in an impl.
fn takes_self(item: &TokenStream) -> bool {
    let mut is_function = false;
    for token in item.clone() {
        match token {
            TokenTree::Group(group) if is_function && group.delimiter() == Delimiter::Parenthesis => {
                return begins_with_self(group.stream());
            }
            token => is_function |= is_word(&token, "fn"),
        }
    }
    false
}

fn begins_with_self(arguments: TokenStream) -> bool {
    for token in arguments {
        if is_sign(&token, ',') {
            break;
        }
        if is_word(&token, "self") {
            return true;
        }
    }
    false
}

fn has_no_body(item: &TokenStream) -> bool {
    item.clone().into_iter().last().is_some_and(|last| is_sign(&last, ';'))
}

#[cfg(test)]
mod tests {
    use super::message;
    use quote::quote;

    #[test]
    fn a_method_is_told_from_a_function() {
        assert!(
            message(
                "get",
                &quote!(
                    fn f<'a>(&'a self, x: u8) {}
                )
            )
            .contains("inside a `#[handler] impl`")
        );
        assert!(
            message(
                "get",
                &quote!(
                    fn f(x: fn(&S) -> u8) {}
                )
            )
            .contains("not on a free function")
        );
        assert!(
            message(
                "get",
                &quote!(
                    struct S;
                )
            )
            .contains("not on a struct")
        );
    }
}

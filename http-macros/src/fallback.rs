//! Decides what is emitted where an item cannot be a handler at all: the item as the user wrote it,
//! without our attributes, and the errors, so that nothing else lights up.
//! Must not know why.

use crate::attribute::{Name, Place};
use crate::tokens::is_sign;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens of an item without our attributes, wherever they are in it.
pub(crate) fn stripped(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let ends_attribute = kept.last().is_some_and(|last| is_sign(last, '#'));
                if ends_attribute && is_ours(&group) {
                    kept.pop();
                    continue;
                }
                kept.push(stripped_group(&group).into());
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

fn is_ours(group: &Group) -> bool {
    let is_attribute = group.delimiter() == Delimiter::Bracket;
    is_attribute
        && match syn::parse2::<syn::Meta>(group.stream()) {
            Ok(meta) => Name::of(meta.path()).is_some_and(|name| is_known_here(name, &meta)),
            Err(_) => is_broken(group),
        }
}

/// `#[get "/"]`: the compiler has complained about it, and would again.
fn is_broken(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    let name = first.and_then(|first| syn::parse2::<syn::Path>(first.into()).ok()).and_then(|path| Name::of(&path));
    name.is_some_and(|name| name != Name::Path)
}

/// `#[path = ".."]` is the compiler's own.
fn is_known_here(name: Name, meta: &syn::Meta) -> bool {
    name.place() != Place::Argument || matches!(meta, syn::Meta::List(_) | syn::Meta::Path(_))
}

/// A new group has one place for both of its ends. The closing one is where the compiler notices what
/// is missing, so that its message is the same as before and not a second one.
fn stripped_group(group: &Group) -> Group {
    let mut inner = Group::new(group.delimiter(), stripped(group.stream()));
    inner.set_span(group.span_close());
    inner
}

#[cfg(test)]
mod tests {
    use super::stripped;
    use quote::quote;

    #[test]
    fn our_attributes_are_taken_out_at_any_depth() {
        let tokens = quote!(impl X for S { #[inline] #[get("/")] fn f(&self, #[query] x: u8) { self. } #[path = "x.rs"] mod m; });
        let expected = quote!(impl X for S { #[inline] fn f(&self, x: u8) { self. } #[path = "x.rs"] mod m; });
        assert_eq!(stripped(tokens).to_string(), expected.to_string());
    }
}

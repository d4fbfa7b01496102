//! Decides what is emitted where an item cannot be a handler at all: the item as the user wrote it,
//! without our attributes, and the errors, so that nothing else lights up.
//! Must not know why.

use crate::attribute::{Name, Place};
use crate::tokens::is_sign;
use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

/// The tokens of an item without our attributes, wherever they are in it.
pub(crate) fn stripped(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let ends_attribute = kept.last().is_some_and(|last| is_sign(last, '#'));
                if let Some(name) = own_name(&group).filter(|_| ends_attribute) {
                    kept.pop();
                    if name.place() != Place::Method && lacks_comma(&kept) {
                        kept.push(Punct::new(',', Spacing::Alone).into());
                    }
                    continue;
                }
                kept.push(stripped_group(&group).into());
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

/// Which of our attributes is in these brackets, if one is.
fn own_name(group: &Group) -> Option<Name> {
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    match syn::parse2::<syn::Meta>(group.stream()) {
        Ok(meta) => Name::of(meta.path()).filter(|name| is_known_here(*name, &meta)),
        Err(_) => broken_name(group),
    }
}

/// `#[get "/"]`: the compiler has complained about it, and would again.
fn broken_name(group: &Group) -> Option<Name> {
    let first = group.stream().into_iter().next()?;
    let path = syn::parse2::<syn::Path>(first.into()).ok()?;
    Name::of(&path).filter(|name| *name != Name::Path)
}

/// Whether there is something before an attribute of a field or an argument, and no comma: the compiler has said so, and would
/// say it again of what the attribute is on.
fn lacks_comma(before: &[TokenTree]) -> bool {
    match before {
        [] => false,
        [.., sign, TokenTree::Group(_)] if is_sign(sign, '#') => false,
        [.., last] => !is_sign(last, ','),
    }
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

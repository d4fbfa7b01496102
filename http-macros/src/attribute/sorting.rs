//! Decides how our attributes are told from those that stay, also within `cfg_attr`.
//! Must not know which are ours: whoever asks says so.

use super::{Mark, Name};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Meta, Path};

/// The attributes of one item, field or argument, sorted.
#[derive(Default)]
pub(crate) struct Sorted {
    /// What stays where it is.
    pub(crate) kept: Vec<Attribute>,
    /// What is ours, in the order written.
    pub(crate) marks: Vec<Mark>,
    /// The `cfg`s that decide whether the item exists.
    pub(crate) conditions: Vec<TokenStream>,
}

/// Sorts `attributes`, where those for which `is_ours` says yes are ours.
pub(crate) fn sort(attributes: Vec<Attribute>, is_ours: fn(&Path) -> Option<Name>) -> Sorted {
    let mut sorted = Sorted::default();
    for attribute in attributes {
        if attribute.path().is_ident("cfg_attr") {
            sort_conditional(attribute, is_ours, &mut sorted);
            continue;
        }
        match is_ours(attribute.path()) {
            Some(name) => sorted.marks.push(Mark {
                name,
                written: attribute.to_token_stream(),
                meta: attribute.meta,
                conditions: Vec::new(),
            }),
            None => {
                if attribute.path().is_ident("cfg") {
                    sorted.conditions.push(attribute.to_token_stream());
                }
                sorted.kept.push(attribute);
            }
        }
    }
    sorted
}

/// Splits `#[cfg_attr(P, get("/x"), inline)]` into `#[cfg(P)]` for the route and
/// `#[cfg_attr(P, inline)]` that stays.
fn sort_conditional(attribute: Attribute, is_ours: fn(&Path) -> Option<Name>, sorted: &mut Sorted) {
    let Some((predicate, metas)) = conditional_parts(&attribute.meta) else {
        return sorted.kept.push(attribute);
    };
    let all = metas.len();
    let mut kept = Vec::new();
    for meta in metas {
        if let Some(name) = is_ours(meta.path()) {
            let conditions = vec![quote!(#[cfg(#predicate)])];
            sorted.marks.push(Mark { name, written: meta.to_token_stream(), meta, conditions });
        } else if let Some((inner, metas)) = conditional_parts(&meta) {
            let both = with_list(&attribute, &quote!(all(#predicate, #inner)), &metas);
            sort_conditional(both, is_ours, sorted);
        } else {
            kept.push(meta);
        }
    }
    for meta in kept.iter().filter(|meta| meta.path().is_ident("cfg")) {
        sorted.conditions.push(quote!(#[cfg_attr(#predicate, #meta)]));
    }
    if kept.len() == all {
        sorted.kept.push(attribute);
    } else if !kept.is_empty() {
        sorted.kept.push(with_list(&attribute, &predicate, &kept));
    }
}

/// The `cfg_attr` with another list of what depends on it.
fn with_list(attribute: &Attribute, predicate: &TokenStream, metas: &[Meta]) -> Attribute {
    let mut attribute = attribute.clone();
    if let Meta::List(list) = &mut attribute.meta {
        list.tokens = quote!(#predicate, #(#metas),*);
    }
    attribute
}

/// The predicate of a `cfg_attr` and what depends on it.
fn conditional_parts(meta: &Meta) -> Option<(TokenStream, Vec<Meta>)> {
    match meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => predicate_and_metas.parse2(list.tokens.clone()).ok(),
        _ => None,
    }
}

fn predicate_and_metas(input: ParseStream<'_>) -> syn::Result<(TokenStream, Vec<Meta>)> {
    let mut predicate = TokenStream::new();
    while !input.is_empty() && !input.peek(syn::Token![,]) {
        predicate.extend([input.parse::<TokenTree>()?]);
    }
    let mut metas = Vec::new();
    while input.parse::<Option<syn::Token![,]>>()?.is_some() && !input.is_empty() {
        metas.push(input.parse()?);
    }
    Ok((predicate, metas))
}

#[cfg(test)]
mod tests {
    use super::sort;
    use crate::attribute::{Name, Place};
    use quote::{ToTokens, quote};
    use syn::{Attribute, parse::Parser};

    fn sorted(tokens: proc_macro2::TokenStream) -> (Vec<String>, Vec<String>, Vec<String>) {
        let attributes = Attribute::parse_outer.parse2(tokens).unwrap();
        let sorted = sort(attributes, |path| Name::of(path).filter(|name| name.place() == Place::Method));
        let text = |tokens: &dyn ToTokens| tokens.to_token_stream().to_string();
        (
            sorted.kept.iter().map(|kept| text(kept)).collect(),
            sorted
                .marks
                .iter()
                .map(|mark| text(&mark.written) + &mark.conditions.iter().map(|c| text(c)).collect::<String>())
                .collect(),
            sorted.conditions.iter().map(|condition| text(condition)).collect(),
        )
    }

    #[test]
    fn foreign_attributes_stay_in_order() {
        let (kept, marks, conditions) = sorted(quote!(#[inline] #[http_core::get("/")] #[cfg(unix)] #[query]));
        assert_eq!(kept, ["# [inline]", "# [cfg (unix)]", "# [query]"]);
        assert_eq!(marks, ["# [http_core :: get (\"/\")]"]);
        assert_eq!(conditions, ["# [cfg (unix)]"]);
    }

    #[test]
    fn cfg_attr_is_split() {
        let (kept, marks, conditions) = sorted(quote!(#[cfg_attr(feature = "x", get("/"), inline)]));
        assert_eq!(kept, ["# [cfg_attr (feature = \"x\" , inline)]"]);
        assert_eq!(marks, ["get (\"/\")# [cfg (feature = \"x\")]"]);
        assert!(conditions.is_empty());
    }

    #[test]
    fn cfg_attr_inside_of_cfg_attr_needs_both() {
        let (kept, marks, _) = sorted(quote!(#[cfg_attr(a, inline, cfg_attr(b, get("/"), cold))]));
        assert_eq!(kept, ["# [cfg_attr (all (a , b) , cold)]", "# [cfg_attr (a , inline)]"]);
        assert_eq!(marks, ["get (\"/\")# [cfg (all (a , b))]"]);
    }

    #[test]
    fn a_cfg_inside_of_cfg_attr_is_a_condition() {
        let (kept, _, conditions) = sorted(quote!(#[cfg_attr(a, cfg(b))]));
        assert_eq!(kept, ["# [cfg_attr (a , cfg (b))]"]);
        assert_eq!(conditions, ["# [cfg_attr (a , cfg (b))]"]);
    }
}

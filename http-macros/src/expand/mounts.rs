//! Decides how the mounts and options of a type are written out.
//! Must not know of routes.

use super::{block, bytes, checks, generics, local};
use crate::attribute::handler::TypeOptions;
use crate::check::Mount;
use crate::item::TypeItem;
use crate::pattern::Segment;
use crate::types::inferred;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Member;
use syn::ext::IdentExt;

/// The impl of a `#[handler] struct`.
pub(crate) fn mounts(item: &TypeItem, options: &TypeOptions, mounts: &[Mount], is_whole: bool) -> TokenStream {
    let (impl_generics, where_clause) = generics(&item.generics, !item.generics.params.is_empty());
    let (_, ty_generics, _) = item.generics.split_for_impl();
    let ident = &item.ident;
    let constants = constants(options, mounts);
    // Where something is wrong, not all mounts are known, and nothing is checked.
    let checks = is_whole.then(|| checks::mounted(item, mounts));
    let content = quote! {
        #[automatically_derived]
        impl #impl_generics __http::Mounts for #ident #ty_generics #where_clause {
            #constants
        }
        #checks
    };
    block(&options.runtime, &item.conditions, &content)
}

/// What was given; the trait has defaults for the rest.
fn constants(options: &TypeOptions, mounts: &[Mount]) -> TokenStream {
    let server = options
        .server
        .iter()
        .map(|server| quote!(const SERVER: __http::Option<&'static __http::str> = __http::Some(#server);));
    let max_body = options.max_body.iter().map(bytes);
    let max_body = max_body.map(|bytes| quote!(const MAX_BODY: __http::Option<__http::u64> = __http::Some(#bytes);));
    let elements = mounts.iter().map(element);
    let handlers = mounts.iter().map(handler);
    let mounts = (!mounts.is_empty()).then(|| {
        quote! {
            const MOUNTS: &'static [__http::Mount] = &[#(#elements),*];
            const MOUNTED: &'static [__http::Mounted<Self>] = &[#(#handlers),*];
        }
    });
    quote!(#(#server)* #(#max_body)* #mounts)
}

fn element(mount: &Mount) -> TokenStream {
    let Mount { prefix, member, conditions, .. } = mount;
    let text = &prefix.pattern.text;
    let segments = prefix.pattern.segments.iter().filter_map(|segment| match segment {
        Segment::Literal(text) => Some(text),
        Segment::Parameter(_) | Segment::Rest(_) => None,
    });
    let field = field(member);
    quote! {
        #(#conditions)*
        __http::Mount { prefix: #text, segments: &[#(#segments),*], field: #field }
    }
}

/// The name of the field, for people.
pub(super) fn field(member: &Member) -> String {
    match member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// The field as a handler. Where it is none, the compiler points at its type.
fn handler(mount: &Mount) -> TokenStream {
    let this = local("this");
    let Mount { member, ty, conditions, .. } = mount;
    let ty = inferred(ty);
    quote!(#(#conditions)* |#this| __http::mounted::<#ty>(&#this.#member))
}

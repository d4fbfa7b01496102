//! Decides how the mounts and options of a type are written out.
//! Must not know of routes.

use super::{block, generics};
use crate::attribute::handler::TypeOptions;
use crate::check::Mount;
use crate::item::{TypeItem, local};
use crate::pattern::Segment;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Member;
use syn::ext::IdentExt;

/// The impl of a `#[handler] struct`.
pub(crate) fn mounts(item: &TypeItem, options: &TypeOptions, mounts: &[Mount]) -> TokenStream {
    let (impl_generics, where_clause) = generics(&item.generics);
    let (_, ty_generics, _) = item.generics.split_for_impl();
    let ident = &item.ident;
    let constants = constants(options, mounts);
    let content = quote! {
        #[automatically_derived]
        impl #impl_generics __http::Mounts for #ident #ty_generics #where_clause {
            #constants
        }
    };
    block(&options.runtime, &item.conditions, &content)
}

/// What was given; the trait has defaults for the rest.
fn constants(options: &TypeOptions, mounts: &[Mount]) -> TokenStream {
    let server = options.server.iter().map(|server| {
        quote!(const SERVER: __http::Option<&'static str> = __http::Some(#server);)
    });
    let max_body = options.max_body.iter().map(|max_body| {
        quote!(const MAX_BODY: __http::Option<u64> = __http::Some(#max_body);)
    });
    let elements = mounts.iter().map(element);
    let mounts = (!mounts.is_empty()).then(|| {
        quote!(const MOUNTS: &'static [__http::Mount<Self>] = &[#(#elements),*];)
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
    let field = match member {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    };
    let handler = handler(mount);
    quote! {
        #(#conditions)*
        __http::Mount { prefix: #text, segments: &[#(#segments),*], field: #field, handler: #handler }
    }
}

/// Where the field is no handler, the compiler is to point at its type, so the expression that fails
/// begins and ends where the type does.
fn handler(mount: &Mount) -> TokenStream {
    let this = local("this");
    let mut spans = mount.ty.to_token_stream().into_iter().map(|token| token.span());
    let start = spans.next().unwrap_or_else(Span::mixed_site);
    let end = spans.last().unwrap_or(start);
    let reference = quote_spanned!(start=> &);
    let member = match &mount.member {
        Member::Named(name) => at(name.clone(), end).into_token_stream(),
        Member::Unnamed(index) => Literal::u32_unsuffixed(index.index).into_token_stream(),
    };
    quote!(|#this| #reference #this.#member)
}

fn at(mut name: Ident, place: Span) -> Ident {
    name.set_span(name.span().located_at(place));
    name
}

//! Decides where it is checked, while the program is compiled, that all routes and mounts can be reached.
//! Must not know what is checked: the runtime looks at the tables.
//!
//! The compiler points at the expression that fails, so its tokens have the places of the user's.

use super::generics;
use super::mounts::field;
use crate::check::Mount;
use crate::item::TypeItem;
use crate::model::Handler;
use crate::tokens::ends;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse_quote;

/// The check of a handler by itself, where it is known as soon as it is written.
pub(super) fn own(handler: &Handler) -> Option<TokenStream> {
    (!handler.is_generic() && handler.is_whole).then(|| {
        let (start, end) = ends(&handler.ty);
        let ty = &handler.ty;
        let call = quote_spanned!(end=> ());
        let check = quote_spanned!(start=> __http::check::Own::<#ty>::TABLE.check #call);
        constant(&[], &check)
    })
}

/// A constant that is only there to be computed. The checks of many routes may take their time.
fn constant(conditions: &[TokenStream], check: &TokenStream) -> TokenStream {
    quote! {
        #(#conditions)*
        #[allow(long_running_const_eval)]
        const _: () = #check;
    }
}

/// What stands in for the route of a method that cannot be read. Where the compiler cannot read it either, it says so, and
/// never comes to this constant, which is computed where the handler is used.
pub(super) fn unreadable(handler: &Handler) -> Option<TokenStream> {
    let words = format!(
        "the macros cannot read the signature of `{}`: write it with less new syntax",
        handler.unreadable.first()?
    );
    Some(quote!(const CHECKED: () = __http::doubt::Founded.refuse(#words);))
}

/// The same for a generic one, and the checks of its fields: what its tables are is known where it is used.
pub(super) fn own_of_generic(handler: &Handler) -> Option<TokenStream> {
    (handler.is_generic() && handler.is_whole).then(|| {
        let (start, end) = ends(&handler.ty);
        let call = quote_spanned!(end=> ());
        let check = quote_spanned!(start=> __http::check::Own::<Self>::TABLE.check_all #call);
        quote! {
            #[allow(long_running_const_eval)]
            const CHECKED: () = #check;
        }
    })
}

/// The tables of the handlers in the fields of a type, and the checks that need them.
pub(super) fn mounted(item: &TypeItem, mounts: &[Mount]) -> TokenStream {
    let nested = nested(item, mounts);
    let is_known = item.generics.params.is_empty();
    let checks = mounts.iter().filter(|_| is_known).map(|mount| child(item, mount));
    quote!(#nested #(#checks)*)
}

fn nested(item: &TypeItem, mounts: &[Mount]) -> TokenStream {
    let (_, where_clause) = generics(&item.generics, !item.generics.params.is_empty());
    let (_, ty_generics, _) = item.generics.split_for_impl();
    let mut with_levels = item.generics.clone();
    with_levels.params.push(parse_quote!(__Levels: __http::check::Levels));
    let (impl_generics, ..) = with_levels.split_for_impl();
    let ident = &item.ident;
    let tables = mounts
        .iter()
        .map(|Mount { ty, conditions, .. }| quote!(#(#conditions)* __http::check::Field::<#ty, __Levels::Less>::TABLE.known()));
    let tables = (!mounts.is_empty())
        .then(|| quote!(const TABLES: &'static [__http::Option<__http::check::Table>] = &[#(#tables),*];));
    quote! {
        #[automatically_derived]
        impl #impl_generics __http::check::Nested<__Levels> for #ident #ty_generics #where_clause {
            type Handler = Self;
            #tables
        }
    }
}

fn child(item: &TypeItem, mount: &Mount) -> TokenStream {
    let Mount { member, ty, conditions, .. } = mount;
    let (ident, field) = (&item.ident, field(member));
    let (start, end) = ends(ty);
    let arguments = quote_spanned!(end=> (#field));
    let check = quote_spanned!(start=> __http::check::Own::<#ident>::TABLE.check_mounted #arguments);
    constant(conditions, &check)
}

//! Decides where it is checked, while the program is compiled, that all routes and mounts can be reached.
//! Must not know what is checked: the runtime looks at the tables.
//!
//! The compiler points at the expression that fails, so its tokens have the places of the user's.

use super::mounts::field;
use crate::check::Mount;
use crate::item::TypeItem;
use crate::model::Handler;
use crate::types;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// The check of a handler by itself, where it is known as soon as it is written.
pub(super) fn own(handler: &Handler) -> Option<TokenStream> {
    let is_known = handler.generics.params.is_empty();
    (is_known && handler.is_whole).then(|| {
        let check = check(&handler.ty, &handler.ty.to_token_stream());
        quote!(const _: () = #check;)
    })
}

/// The same for a generic one, whose tables are known where it is used: nothing is left of it when it runs.
pub(super) fn own_of_generic(handler: &Handler) -> Option<TokenStream> {
    let is_known = handler.generics.params.is_empty();
    (!is_known && handler.is_whole).then(|| {
        let check = check(&handler.ty, &quote!(Self));
        quote!(const { #check };)
    })
}

fn check(place: impl ToTokens, ty: &TokenStream) -> TokenStream {
    let (start, end) = ends(place);
    let arguments = quote_spanned!(end=> (__http::check::Own::<#ty>::IS_FAULTY));
    quote_spanned!(start=> __http::check::Own::<#ty>::TABLE.check #arguments)
}

/// The checks of the handlers in the fields of a type.
pub(super) fn children(item: &TypeItem, mounts: &[Mount]) -> TokenStream {
    if !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    mounts.iter().map(|mount| child(item, mount)).collect()
}

fn child(item: &TypeItem, mount: &Mount) -> TokenStream {
    let Mount { member, ty, conditions, .. } = mount;
    let (ident, field) = (&item.ident, field(member));
    let handler = types::without_self(types::handler_in(ty).to_token_stream(), ident);
    let (start, end) = ends(ty);
    let arguments = quote_spanned!(end=> (#field));
    let check = quote_spanned!(start=> __http::check::Child::<#ident, #handler>::TABLE.check_mounted #arguments);
    quote!(#(#conditions)* const _: () = #check;)
}

/// The places of the first and the last token.
pub(super) fn ends(tokens: impl ToTokens) -> (Span, Span) {
    let mut places = tokens.into_token_stream().into_iter().map(|token| token.span());
    let start = places.next().unwrap_or_else(Span::call_site);
    (start, places.last().unwrap_or(start))
}

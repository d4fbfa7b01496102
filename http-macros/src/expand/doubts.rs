//! Decides how it is checked that a type with a doubtful name is what it looks like, or that it is an argument all the same.
//! Must not know which names are doubtful.
//!
//! The compiler points at the expression that fails, so its tokens have the places of the user's.

use crate::model::{Argument, Call, Doubt, Handler, Taken, UnsizedType};
use crate::tokens::ends;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// The checks of one impl.
pub(super) fn doubts(handler: &Handler) -> Option<TokenStream> {
    let mut checks = TokenStream::new();
    for route in &handler.routes {
        append(&route.conditions, &route.call, &mut checks);
    }
    for hook in &handler.before {
        append(&hook.conditions, &hook.call, &mut checks);
    }
    (!checks.is_empty()).then(|| {
        quote! {
            use __http::doubt::NoArgument as _;
            #checks
        }
    })
}

/// The checks of types that are called `str`: for one of the user's own, methods would be left out without a word.
pub(super) fn unsized_types(handler: &Handler) -> TokenStream {
    let check = |UnsizedType { ty, conditions }: &UnsizedType| {
        let place = Span::call_site().located_at(ty.span());
        let words = quote_spanned!(place=> __http::doubt::has_no_size);
        quote!(#(#conditions)* const _: () = #words::<#ty>();)
    };
    handler.unsized_types.iter().map(check).collect()
}

fn append(conditions: &[TokenStream], call: &Call, checks: &mut TokenStream) {
    for argument in &call.arguments {
        if let Some(check) = check(argument) {
            checks.extend(quote!(#(#conditions)* const _: () = #check;));
        }
    }
}

fn check(argument: &Argument) -> Option<TokenStream> {
    let Taken::Own { ty, doubt: Some(Doubt { place, words }), .. } = &argument.taken else { return None };
    let (start, end) = ends(place);
    let words = quote_spanned!(end=> (#words));
    Some(quote_spanned!(start=> __http::doubt::Argument::<#ty>::DOUBT.refuse #words))
}

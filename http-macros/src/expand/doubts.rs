//! Decides how it is checked that an argument whose type has a doubtful name is an argument all the same.
//! Must not know which names are doubtful.
//!
//! The compiler points at the expression that fails, so its tokens have the places of the user's.

use super::checks::ends;
use crate::model::{Argument, Doubt, Handler, Taken};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The checks of one impl.
pub(super) fn doubts(handler: &Handler) -> Option<TokenStream> {
    let of_routes = handler.routes.iter().map(|route| (&route.conditions, &route.call));
    let of_hooks = handler.before.iter().map(|hook| (&hook.conditions, &hook.call));
    let checks = of_routes.chain(of_hooks).flat_map(|(conditions, call)| {
        call.arguments.iter().filter_map(check).map(move |check| quote!(#(#conditions)* const _: () = #check;))
    });
    let mut checks = checks.peekable();
    checks.peek().is_some().then(|| {
        quote! {
            use __http::doubt::NoArgument as _;
            #(#checks)*
        }
    })
}

fn check(argument: &Argument) -> Option<TokenStream> {
    let Taken::Own { ty, doubt: Some(Doubt { place, words }), .. } = &argument.taken else { return None };
    let (start, end) = ends(place);
    let words = quote_spanned!(end=> (#words));
    Some(quote_spanned!(start=> __http::doubt::Argument::<#ty>::DOUBT.refuse #words))
}

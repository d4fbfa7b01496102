//! Decides how hooks and pages are written out.
//! Must not know of routes.

use super::call;
use crate::model::{Catcher, Handler, Hook};
use proc_macro2::TokenStream;
use quote::quote;

/// The constants of hooks and pages; the trait has defaults for those that a handler lacks.
pub(super) fn hooks(handler: &Handler) -> TokenStream {
    let before = list(&handler.before, call::of_before);
    let before = before.map(|list| {
        quote! {
            const BEFORE: &'static [__http::BeforeHook<Self>] = #list;
        }
    });
    let after = list(&handler.after, call::of_after);
    let after = after.map(|list| {
        quote! {
            const AFTER: &'static [__http::AfterHook<Self>] = #list;
        }
    });
    let catchers = catchers(&handler.catchers);
    quote!(#before #after #catchers)
}

fn list(hooks: &[Hook], call: fn(&crate::model::Call) -> TokenStream) -> Option<TokenStream> {
    let elements = hooks.iter().map(|hook| {
        let conditions = &hook.conditions;
        let call = call(&hook.call);
        quote!(#(#conditions)* #call)
    });
    (!hooks.is_empty()).then(|| quote!(&[#(#elements),*]))
}

fn catchers(catchers: &[Catcher]) -> Option<TokenStream> {
    let elements = catchers.iter().map(|catcher| {
        let conditions = &catcher.conditions;
        let first = proc_macro2::Literal::u16_unsuffixed(catcher.statuses.first);
        let last = proc_macro2::Literal::u16_unsuffixed(catcher.statuses.last);
        let call = call::of_catch(&catcher.call);
        quote!(#(#conditions)* __http::Catcher { first: #first, last: #last, call: #call })
    });
    (!catchers.is_empty()).then(|| {
        quote! {
            const CATCHERS: &'static [__http::Catcher<Self>] = &[#(#elements),*];
        }
    })
}

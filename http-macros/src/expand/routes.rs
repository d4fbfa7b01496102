//! Decides how the table of routes is written out.
//! Must not know how a route is found in the tree.

use super::{bytes, call};
use crate::model::{DocPart, Handler, Parameter, Reach, Route, Taken};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

/// The constants of the table.
pub(super) fn table(handler: &Handler) -> TokenStream {
    let routes = handler.routes.iter().enumerate().map(|(id, route)| element(handler, id, route));
    let calls = handler.routes.iter().map(call);
    let is_conditional = handler.routes.iter().any(|route| !route.conditions.is_empty());
    let dense = is_conditional.then(|| {
        quote!(
            const DENSE: bool = false;
        )
    });
    quote! {
        const ROUTES: &'static [__http::Route] = &[#(#routes),*];
        const CALLS: &'static [__http::Call<Self>] = &[#(#calls),*];
        #dense
    }
}

fn element(handler: &Handler, id: usize, route: &Route) -> TokenStream {
    let Route { method, conditions, .. } = route;
    let id = number(id);
    let path = path(&route.reach);
    let name = format!("{}::{}", handler.name, route.call.method.unraw());
    let particulars = particulars(route);
    let place = route.call.method.span();
    let line = quote_spanned!(place=> __http::line!());
    let file = quote_spanned!(place=> __http::file!());
    quote! {
        #(#conditions)*
        __http::Route {
            id: #id,
            method: #method,
            path: #path,
            name: #name,
            #particulars
            file: #file,
            line: #line,
            ..__http::Route::DEFAULT
        }
    }
}

/// The documentation of a method, as far as the macros know it.
fn text(docs: &[DocPart]) -> Option<TokenStream> {
    let part = |part: &DocPart| match part {
        DocPart::Text(text) => quote!(#text),
        DocPart::Call(call) => quote!(#call),
    };
    match docs {
        [] => None,
        [single] => Some(part(single)),
        parts => {
            let parts = parts.iter().map(part);
            Some(quote!(__http::concat!(#(#parts),*)))
        }
    }
}

/// What few routes have.
fn particulars(route: &Route) -> TokenStream {
    let Route { docs, parameters, .. } = route;
    let docs = text(docs).map(|text| quote!(docs: #text,));
    let elements = parameters.iter().map(parameter);
    let parameters = (!parameters.is_empty()).then(|| quote!(parameters: &[#(#elements),*],));
    let hidden = route.hidden.then(|| quote!(hidden: true,));
    let max_body = route.max_body.iter().map(bytes).map(|bytes| quote!(max_body: __http::Some(#bytes),));
    let reads_content = reads_content(route).then(|| quote!(reads_content: true,));
    quote!(#docs #parameters #hidden #(#max_body)* #reads_content)
}

fn call(route: &Route) -> TokenStream {
    let conditions = &route.conditions;
    let call = call::of_route(route);
    quote!(#(#conditions)* #call)
}

fn reads_content(route: &Route) -> bool {
    route.call.arguments.iter().any(|argument| matches!(argument.taken, Taken::Body | Taken::Content { .. }))
}

fn path(reach: &Reach) -> String {
    match reach {
        Reach::Path(pattern) => pattern.text.clone(),
        Reach::Below(Some(prefix)) => format!("{}/{{*}}", prefix.text),
        Reach::Below(None) => "/{*}".to_owned(),
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let Parameter { name, source, type_name } = parameter;
    let source = source.text();
    quote!(__http::Parameter::new(#source, #name, #type_name))
}

/// A number without a suffix: what type it has is the runtime's matter.
pub(super) fn number(number: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(number)
}

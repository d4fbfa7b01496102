//! Decides what checked items are turned into: one `const _` block each, which names nothing but the
//! runtime. It cannot fail. Must not know how anything was written in the source.

mod call;
mod checks;
mod doubts;
mod hooks;
mod mounts;
mod routes;
mod tree;

pub(crate) use mounts::mounts;

use crate::model::{Argument, Handler};
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, Generics, Ident};

/// The impls of a `#[handler] impl`.
pub(crate) fn handler(handler: &Handler) -> TokenStream {
    let routes = routes_impl(handler);
    let doubts = doubts::doubts(handler);
    let unsized_types = doubts::unsized_types(handler);
    let check = checks::own(handler);
    let uses = uses(handler);
    block(&handler.runtime, &handler.conditions, &quote!(#doubts #unsized_types #routes #check #uses))
}

/// Uses the attributes as the compiler sees it, so that whoever has imported them one by one is not told that the import is
/// for nothing. They need not be imported, so they are found among ours as well. Named in a `use`, they could be taken for what
/// a user's `macro_rules` makes.
fn uses(handler: &Handler) -> Option<TokenStream> {
    let attributes = &handler.attributes;
    let names = attributes.iter().cloned().map(|mut name| {
        name.set_span(Span::call_site().located_at(name.span()));
        name
    });
    let uses = quote! {
        const _: () = {
            use __http::attributes::*;
            const _: () = {
                use self::*;
                #(#[#names] const __imported: () = ();)*
            };
        };
    };
    (!attributes.is_empty()).then_some(uses)
}

/// Everything is in one anonymous block, so that no name of ours is seen outside. The compiler keeps its lints to
/// itself in there, but for what the user's own names mean: for these the levels that the user set are among the
/// conditions.
fn block(runtime: &TokenStream, conditions: &[TokenStream], content: &TokenStream) -> TokenStream {
    quote! {
        #(#conditions)*
        const _: () = {
            use #runtime::__private as __http;
            use __http::check::Unchecked as _;
            #content
        };
    }
}

fn routes_impl(handler: &Handler) -> TokenStream {
    let (impl_generics, where_clause) = generics(&handler.generics, handler.is_generic());
    let (ty, name) = (&handler.ty, &handler.name);
    let table = routes::table(handler);
    let tree = tree::tree(handler);
    let hooks = hooks::hooks(handler);
    let check = checks::own_of_generic(handler).or_else(|| checks::unreadable(handler));
    let content = quote! {
        const NAME: &'static __http::str = #name;
        #table
        #tree
        #hooks
        #check
    };
    // Where there are two for one type, the compiler points at all from the keyword to the type.
    let (keyword, content) = (at_start(handler), braces_at_end(handler, content));
    quote! {
        #[automatically_derived]
        #keyword #impl_generics __http::AllRoutesInOneImpl for #ty #where_clause #content
    }
}

fn at_start(handler: &Handler) -> Ident {
    Ident::new("impl", handler.start)
}

fn braces_at_end(handler: &Handler, content: TokenStream) -> Group {
    let mut braces = Group::new(Delimiter::Brace, content);
    braces.set_span(handler.end);
    braces
}

/// The generics of an impl, where a generic type is a handler if it can be shared between threads. For
/// other types that is no condition but a rule, and the compiler names the field that breaks it.
fn generics(generics: &Generics, is_generic: bool) -> (TokenStream, TokenStream) {
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    if !is_generic {
        return (quote!(#impl_generics), quote!(#where_clause));
    }
    let predicates = where_clause.into_iter().flat_map(|clause| &clause.predicates);
    let bounds = quote!(::core::marker::Send + ::core::marker::Sync + 'static);
    (quote!(#impl_generics), quote!(where #(#predicates,)* Self: #bounds))
}

/// A `max_body`. Where what it names is no `u64`, the compiler speaks of that alone.
fn bytes(max_body: &Expr) -> TokenStream {
    if max_body.to_token_stream().into_iter().all(|token| !matches!(token, TokenTree::Ident(_))) {
        return quote!(#max_body);
    }
    let bytes = local("bytes");
    quote!({ let #bytes: __http::u64 = #max_body; #bytes })
}

/// An identifier of ours for a local variable, which no code of users can see.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The local variable for an argument. The underscore keeps the names of users' arguments apart from
/// ours, whatever they are. Where its type is not that of the value, the compiler points at the type.
fn variable(argument: &Argument) -> Ident {
    let mut variable = local(&format!("{}_", argument.name));
    variable.set_span(variable.span().located_at(argument.place));
    variable
}

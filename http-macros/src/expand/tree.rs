//! Decides how the routing tree is written out.
//! Must not know what a route does.

use super::routes::number;
use crate::model::{Handler, Route};
use crate::tree::{Node, build};
use proc_macro2::TokenStream;
use quote::quote;

/// The constant of the tree.
pub(super) fn tree(handler: &Handler) -> TokenStream {
    let root = match handler.routes.as_slice() {
        [] => quote!(__http::Node::EMPTY),
        routes => node(&build(routes), routes),
    };
    quote!(const TREE: &'static __http::Node = &#root;)
}

/// A node has most often nothing but endpoints, and never everything.
fn node(tree: &Node, routes: &[Route]) -> TokenStream {
    let literals = literals(tree, routes);
    let parameter = tree.parameter.as_ref().map(|child| {
        let child = node(child, routes);
        quote!(parameter: __http::Some(&#child),)
    });
    let rest = endpoints(&tree.rest, routes).map(|rest| quote!(rest: #rest,));
    let ends = endpoints(&tree.endpoints, routes);
    let below = endpoints(&tree.below, routes).map(|below| quote!(below: #below,));
    if literals.is_none() && parameter.is_none() && rest.is_none() && below.is_none() {
        return quote!(__http::Node::leaf(#ends));
    }
    let ends = ends.map(|ends| quote!(endpoints: #ends,));
    quote!(__http::Node { #literals #parameter #rest #ends #below ..__http::Node::EMPTY })
}

fn literals(tree: &Node, routes: &[Route]) -> Option<TokenStream> {
    let literals = tree.literals.iter().map(|(text, child)| {
        let child = node(child, routes);
        quote!((#text, #child))
    });
    (!tree.literals.is_empty()).then(|| quote!(literals: &[#(#literals),*],))
}

fn endpoints(numbers: &[usize], routes: &[Route]) -> Option<TokenStream> {
    let elements = numbers.iter().filter_map(|index| {
        let Route { method, conditions, .. } = routes.get(*index)?;
        let index = number(*index);
        Some(quote!(#(#conditions)* __http::Endpoint::new(#method, #index)))
    });
    (!numbers.is_empty()).then(|| quote!(&[#(#elements),*]))
}

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

fn node(tree: &Node, routes: &[Route]) -> TokenStream {
    let literals = tree.literals.iter().map(|(text, child)| {
        let child = node(child, routes);
        quote!((#text, #child))
    });
    let parameter = match &tree.parameter {
        Some(child) => {
            let child = node(child, routes);
            quote!(__http::Some(&#child))
        }
        None => quote!(__http::None),
    };
    let rest = endpoints(&tree.rest, routes);
    let ends = endpoints(&tree.endpoints, routes);
    let below = endpoints(&tree.below, routes);
    quote! {
        __http::Node {
            literals: &[#(#literals),*],
            parameter: #parameter,
            rest: #rest,
            endpoints: #ends,
            below: #below,
        }
    }
}

fn endpoints(numbers: &[usize], routes: &[Route]) -> TokenStream {
    let elements = numbers.iter().filter_map(|index| {
        let Route { method, conditions, .. } = routes.get(*index)?;
        let index = number(*index);
        Some(quote!(#(#conditions)* __http::Endpoint { method: #method, route: #index }))
    });
    quote!(&[#(#elements),*])
}

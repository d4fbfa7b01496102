//! Decides which conditions an impl has, each bound by itself, however they are put together.
//! Must not know which of them matter to a route.

use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, WherePredicate};

/// All conditions of an impl: those in its `<..>` and those in its `where`.
pub(super) fn of_impl(generics: &Generics) -> Vec<String> {
    let mut bounds: Vec<String> = generics.params.iter().flat_map(of_parameter).collect();
    for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        bounds.append(&mut of_predicate(predicate));
    }
    bounds
}

fn of_parameter(parameter: &GenericParam) -> Vec<String> {
    match parameter {
        GenericParam::Type(parameter) => each(&parameter.ident, &parameter.bounds),
        GenericParam::Lifetime(parameter) => each(&parameter.lifetime, &parameter.bounds),
        GenericParam::Const(_) => Vec::new(),
    }
}

/// Each bound of a condition.
pub(super) fn of_predicate(predicate: &WherePredicate) -> Vec<String> {
    match predicate {
        WherePredicate::Type(predicate) => {
            let (lifetimes, ty) = (&predicate.lifetimes, &predicate.bounded_ty);
            each(&quote!(#lifetimes #ty), &predicate.bounds)
        }
        WherePredicate::Lifetime(predicate) => each(&predicate.lifetime, &predicate.bounds),
        other => vec![other.to_token_stream().to_string()],
    }
}

fn each<T: ToTokens>(bounded: &dyn ToTokens, bounds: impl IntoIterator<Item = T>) -> Vec<String> {
    bounds.into_iter().map(|bound| quote!(#bounded: #bound).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::{of_impl, of_predicate};
    use syn::{DeriveInput, parse_quote};

    #[test]
    fn each_bound_is_known_by_itself() {
        let item: DeriveInput = parse_quote! {
            struct S<'a, T: Clone + Send, U, const N: usize> where T: Debug, for<'x> &'x U: Into<T> + Copy, 'a: 'static;
        };
        let known = of_impl(&item.generics);
        assert_eq!(known.len(), 6);
        for condition in [parse_quote!(T: Send + Debug), parse_quote!(for<'x> &'x U: Copy), parse_quote!('a: 'static)] {
            assert!(of_predicate(&condition).iter().all(|bound| known.contains(bound)));
        }
        for condition in [parse_quote!(T: Sync), parse_quote!(&'x U: Copy), parse_quote!(U: Clone)] {
            assert!(!of_predicate(&condition).iter().any(|bound| known.contains(bound)));
        }
    }
}

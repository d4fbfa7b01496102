//! Decides what can be seen of a type from its tokens: references, `Option`, `Vec`, `Result`, names.
//! Must not know what arguments or answers are allowed to be.

mod lifetimes;
mod search;
mod written;

pub(crate) use lifetimes::{without_lifetimes, without_undeclared};
pub(crate) use search::{find_impl, has_placeholder, mentions, names_parameter};
pub(crate) use written::{owned, type_name};

use crate::model::{Count, Failure, Shape, ValueType};
use crate::tokens::ends;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{GenericArgument, Lifetime, PathArguments, Type};

/// A type without parentheses and the invisible groups that `macro_rules` puts around its parts.
pub(crate) fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

/// The last segment of a type that is a path.
pub(crate) fn last_name(ty: &Type) -> Option<&Ident> {
    match ungrouped(ty) {
        Type::Path(path) => path.path.segments.last().map(|last| &last.ident),
        _ => None,
    }
}

/// What a reference refers to, and whether it is `&mut`.
pub(crate) fn referent(ty: &Type) -> Option<(&Type, bool)> {
    match ungrouped(ty) {
        Type::Reference(reference) => Some((ungrouped(&reference.elem), reference.mutability.is_some())),
        _ => None,
    }
}

/// The first `T` of a `name<T, ..>`.
pub(crate) fn inside<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    all_inside(ty, name)?.next()
}

/// All types in a `name<T, ..>`.
fn all_inside<'a>(ty: &'a Type, name: &str) -> Option<impl Iterator<Item = &'a Type>> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    Some(arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }))
}

/// Whether a type is `()`.
pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ungrouped(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Whether a type can be seen to have no size.
pub(crate) fn is_unsized(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Slice(_) | Type::TraitObject(_) => true,
        ty => last_name(ty).is_some_and(|name| name == "str"),
    }
}

/// Whether a type is text or a slice.
pub(crate) fn is_data(ty: &Type) -> bool {
    is_unsized(ty) && !matches!(ungrouped(ty), Type::TraitObject(_))
}

/// Whether a type or a part of a tuple can be seen to have no size.
pub(crate) fn has_unsized(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Tuple(tuple) => tuple.elems.iter().any(has_unsized),
        ty => is_unsized(ty),
    }
}

/// The types that are called `str`, which is most likely the language's.
pub(crate) fn called_str(ty: &Type) -> Vec<&Type> {
    match ungrouped(ty) {
        Type::Tuple(tuple) => tuple.elems.iter().flat_map(called_str).collect(),
        ty @ Type::Path(_) if is_unsized(ty) => vec![ty],
        _ => Vec::new(),
    }
}

/// Whether a type can be seen to be none for a mounted field, which is named in a second place.
pub(crate) fn is_no_mount(ty: &Type) -> bool {
    is_unsized(ty)
        || match ungrouped(ty) {
            Type::ImplTrait(_) => true,
            Type::Reference(reference) => reference.lifetime.is_none(),
            _ => false,
        }
}

/// Whether a type is `&str`.
pub(crate) fn is_text(ty: &Type) -> bool {
    referent(ty).is_some_and(|(inner, mutable)| !mutable && last_name(inner).is_some_and(|name| name == "str"))
}

const SCALARS: [&str; 17] = [
    "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool",
    "char", "String",
];

/// Whether a type is a value that only a path, query, header or cookie can give.
pub(crate) fn is_scalar(ty: &Type) -> bool {
    is_text(ty) || last_name(ty).is_some_and(|name| SCALARS.iter().any(|scalar| name == scalar))
}

/// Takes a type apart.
pub(crate) fn shape(ty: &Type) -> Shape {
    let failure = failure(ty);
    let (count, ty) = layers(ty);
    let ty = match ungrouped(ty) {
        ty if is_text(ty) => ValueType::Text,
        ty => ValueType::Parsed(inferred(ty)),
    };
    Shape { failure, count, ty }
}

/// The error of a `Result`. One that an alias has is in the whole type.
pub(crate) fn failure(ty: &Type) -> Option<Failure> {
    let mut inside = all_inside(ty, "Result")?;
    inside.next()?;
    Some(Failure(inferred(inside.next().unwrap_or(ty))))
}

/// What stands for a type in the code around a call, which the compiler infers from the signature. So it is named once, and
/// whatever is wrong with the name is said once. It has the place of the type, which the compiler points at where a value does
/// not fit.
pub(crate) fn inferred(ty: &Type) -> TokenStream {
    let (start, end) = ends(ty);
    let open = quote_spanned!(start=> __http::Inferred<);
    let close = quote_spanned!(end=> >);
    quote!(#open _ #close)
}

/// An `Option` or `Vec`, in a `Result` or by itself, and the type inside of all.
fn layers(ty: &Type) -> (Count, &Type) {
    let ty = inside(ty, "Result").unwrap_or(ty);
    match (inside(ty, "Option"), inside(ty, "Vec")) {
        (Some(inner), _) => (Count::Optional, inner),
        (_, Some(inner)) => (Count::Every, inner),
        _ => (Count::One, ty),
    }
}

/// The type inside of `Result`, `Option` and `Vec`.
pub(crate) fn value_type(ty: &Type) -> &Type {
    layers(ty).1
}

/// The lifetime of a `&'static str`, which no value of a request has.
pub(crate) fn static_lifetime(ty: &Type) -> Option<&Lifetime> {
    match ungrouped(value_type(ty)) {
        Type::Reference(reference) => reference.lifetime.as_ref().filter(|lifetime| lifetime.ident == "static"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{inside, is_scalar, is_text, is_unit};
    use syn::{Type, parse_quote};

    #[test]
    fn shapes_are_seen_through_paths() {
        let ty: Type = parse_quote!(core::option::Option<&'a str>);
        let inner = inside(&ty, "Option").unwrap();
        assert!(is_text(inner) && is_scalar(inner));
        assert!(is_unit(&parse_quote!(())));
        assert!(!is_scalar(&parse_quote!(User)));
    }
}

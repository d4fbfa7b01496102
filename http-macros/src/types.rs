//! Decides what can be seen of a type from its tokens: references, `Option`, `Vec`, `Result`, names.
//! Must not know what arguments or answers are allowed to be.

use crate::item::uncovered;
use crate::model::{Count, Failure, Shape, ValueType};
use crate::tokens::{ends, is_sign};
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
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

/// Whether a token stream holds `impl Trait`.
pub(crate) fn find_impl(tokens: TokenStream) -> Option<Span> {
    let mut after_bang = false;
    tokens.into_iter().find_map(|token| {
        let is_of_macro = std::mem::replace(&mut after_bang, is_sign(&token, '!'));
        match token {
            TokenTree::Ident(word) if word == "impl" => Some(word.span()),
            TokenTree::Group(group) if !is_of_macro => find_impl(group.stream()),
            _ => None,
        }
    })
}

/// Whether a word stands anywhere in a type.
pub(crate) fn mentions(ty: &TokenStream, name: &str) -> bool {
    ty.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// Whether a name looks like that of a type parameter: a single capital, other than the first name of a path.
pub(crate) fn names_parameter(ty: TokenStream) -> bool {
    let is_parameter = |word: &Ident| matches!(word.to_string().as_bytes(), [b'A'..=b'Z']);
    ty.into_iter().skip(1).any(|token| matches!(&token, TokenTree::Ident(word) if is_parameter(word)))
}

/// Whether a `_` stands for a type, and not for a lifetime. What is in braces within a type is an expression, and so is the
/// length of an array; what a macro makes of its tokens is not known.
pub(crate) fn has_placeholder(tokens: TokenStream) -> bool {
    let mut sign = None;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let before = sign.take();
        match token {
            TokenTree::Ident(word) if before != Some('\'') && word == "_" => match tokens.peek() {
                // The argument of a `fn(_: u8)`.
                Some(next) if is_sign(next, ':') => {}
                _ => return true,
            },
            TokenTree::Group(group) if before != Some('!') && has_placeholder_inside(&group) => return true,
            TokenTree::Punct(punct) => sign = Some(punct.as_char()),
            _ => {}
        }
    }
    false
}

fn has_placeholder_inside(group: &Group) -> bool {
    let is_in_type = |token: &TokenTree| !is_sign(token, ';');
    match group.delimiter() {
        Delimiter::Brace => false,
        Delimiter::Bracket => has_placeholder(group.stream().into_iter().take_while(is_in_type).collect()),
        Delimiter::Parenthesis | Delimiter::None => has_placeholder(group.stream()),
    }
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

/// The type that owns what a reference of type `&T` refers to. Of a reference as such it is the same.
pub(crate) fn owned(inner: &Type) -> String {
    match ungrouped(inner) {
        Type::Reference(reference) => owned(&reference.elem),
        Type::Slice(slice) => format!("Vec<{}>", type_name(&slice.elem)),
        Type::TraitObject(_) => format!("Box<{}>", type_name(inner)),
        Type::ImplTrait(_) => format!("Box<{}>", type_name(inner).replacen("impl", "dyn", 1)),
        other if last_name(other).is_some_and(|name| name == "str") => "String".to_owned(),
        other => type_name(other),
    }
}

/// Writes `'_` for lifetimes, which the code around a call cannot name. Left are `'static` and those that a
/// `for<'a>` declares. One that is nowhere declared is an error of the signature alone.
pub(crate) fn without_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut declared = vec!["static".to_owned()];
    collect_declared(tokens.clone(), &mut declared);
    erase(tokens, &declared)
}

/// The same of a type of which only these lifetimes are declared.
pub(crate) fn without_undeclared(tokens: TokenStream, declared: impl IntoIterator<Item = String>) -> TokenStream {
    let mut all = vec!["static".to_owned(), "_".to_owned()];
    all.extend(declared);
    collect_declared(tokens.clone(), &mut all);
    erase(tokens, &all)
}

/// The names between `for<` and `>`.
fn collect_declared(tokens: TokenStream, declared: &mut Vec<String>) {
    let mut is_declaration = false;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "for" => is_declaration = true,
            TokenTree::Ident(word) if is_declaration => declared.push(word.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == '>' => is_declaration = false,
            TokenTree::Group(group) => collect_declared(group.stream(), declared),
            _ => {}
        }
    }
}

fn erase(tokens: TokenStream, declared: &[String]) -> TokenStream {
    let mut erased: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let is_lifetime = erased.last().is_some_and(|last| is_sign(last, '\''));
        erased.push(match token {
            TokenTree::Ident(word) if is_lifetime && declared.iter().all(|name| word != name) => {
                Ident::new("_", word.span()).into()
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), erase(group.stream(), declared));
                inner.set_span(group.span());
                inner.into()
            }
            token => token,
        });
    }
    erased.into_iter().collect()
}

/// A type as people write it: the compiler's own spacing is not the same everywhere.
pub(crate) fn type_name(ty: &Type) -> String {
    let mut text = String::new();
    write_tokens(uncovered(ty.to_token_stream()), &mut text);
    text
}

fn write_tokens(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => write_group(&group, text),
            TokenTree::Punct(punct) => write_punct(&punct, text),
            word => {
                let joins = |last: char| last.is_alphanumeric() || matches!(last, '_' | ')' | '"' | '>');
                text.push_str(if text.ends_with(joins) { " " } else { "" });
                text.push_str(&word.to_string());
            }
        }
    }
}

fn write_punct(punct: &Punct, text: &mut String) {
    let is_alone = punct.spacing() == Spacing::Alone;
    match punct.as_char() {
        ':' if is_alone && !text.ends_with(':') => text.push_str(": "),
        sign @ (',' | ';') => text.extend([sign, ' ']),
        '+' => text.push_str(" + "),
        '=' => text.push_str(" = "),
        '-' => text.push_str(" -"),
        '>' if text.ends_with('-') => text.push_str("> "),
        sign => text.push(sign),
    }
}

fn write_group(group: &Group, text: &mut String) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    text.push_str(open);
    write_tokens(group.stream(), text);
    text.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::{
        find_impl, has_placeholder, inside, is_scalar, is_text, is_unit, names_parameter, type_name, without_lifetimes,
    };
    use quote::{ToTokens, quote};
    use syn::{Type, parse_quote};

    #[test]
    fn types_are_named_as_people_write_them() {
        for text in [
            "u64",
            "Option<bool>",
            "&str",
            "&'static str",
            "Result<Vec<a::B>, Rejection>",
            "(u8, [u8; 4])",
            "Box<dyn Fn(u8) -> u8 + Send>",
            "&mut Body",
            "Session<'_>",
            "unsafe extern \"C\" fn(x: *mut u8, _: &u8) -> !",
            "dyn for<'a> Fn(&'a u8)",
        ] {
            let ty: Type = syn::parse_str(text).unwrap();
            assert_eq!(type_name(&ty), text);
        }
    }

    #[test]
    fn lifetimes_are_erased() {
        let erased = without_lifetimes(quote!(Result<(&'a str, S<'static>), Box<dyn for<'x> Fn(&'x E<'b>)>>));
        let expected = quote!(Result<(&'_ str, S<'static>), Box<dyn for<'x> Fn(&'x E<'_>)>>);
        assert_eq!(erased.to_string(), expected.to_string());
    }

    #[test]
    fn shapes_are_seen_through_paths() {
        let ty: Type = parse_quote!(core::option::Option<&'a str>);
        let inner = inside(&ty, "Option").unwrap();
        assert!(is_text(inner) && is_scalar(inner));
        assert!(is_unit(&parse_quote!(())));
        assert!(!is_scalar(&parse_quote!(User)));
    }

    #[test]
    fn a_placeholder_is_told_from_a_lifetime() {
        assert!(has_placeholder(quote!(Result<(_, u8), E>)));
        assert!(!has_placeholder(quote!(Option<(&'_ str, User<'_>)>)));
        let length = quote!({
            match N {
                _ => 1,
            }
        });
        assert!(!has_placeholder(quote!([u8; #length])));
        assert!(!has_placeholder(quote!(Text<fn(_: u8) -> [u8; length::<_>()]>)));
        assert!(!has_placeholder(quote!(Option<Token![_]>)));
        assert!(has_placeholder(quote!([_; 3])) && has_placeholder(quote!([u8; 3], fn(x: _))));
    }

    #[test]
    fn a_parameter_is_told_from_a_type() {
        assert!(names_parameter(quote!(Store<T>)) && names_parameter(quote!(a::Store<u8, Vec<K>>)));
        assert!(!names_parameter(quote!(S)) && !names_parameter(quote!(Store<Tea, u8>)));
    }

    #[test]
    fn impl_trait_is_found_at_any_depth() {
        let ty: Type = parse_quote!(Result<(impl IntoResponse, u8), E>);
        assert!(find_impl(ty.to_token_stream()).is_some());
        assert!(find_impl(quote!(Result<implement, E>)).is_none());
        assert!(find_impl(quote!(Result<ty!(impl), E>)).is_none());
    }
}

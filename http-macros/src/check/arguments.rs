//! Decides what hooks and pages may take, and what all arguments must look like.
//! Must not know of routes: their arguments are the matter of [`binding`](super::binding).

use super::habits;
use crate::attribute::source::{self, Source};
use crate::attribute::{self, Mark, Name};
use crate::errors::Errors;
use crate::item::{self, Method};
use crate::model::{Argument, Doubt, Taken};
use crate::types::{
    failure, find_impl, inferred, inside, is_scalar, is_text, last_name, mentions, owned, referent, shape,
    static_lifetime, type_name, ungrouped, value_type, without_lifetimes,
};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Type, TypeParam};

/// The arguments of a `#[before]` hook.
pub(super) fn of_before(method: &Method, errors: &mut Errors) -> Vec<Argument> {
    each(method, errors, &|argument, name, errors| {
        let ty = &argument.ty;
        let has_source = !argument.marks.is_empty();
        if has_source && (habits::refuse(name, ty, errors) || habits::refuse_attribute(argument, errors)) {
            return None;
        }
        match source_of(argument, name, errors)? {
            Some(source) => text(argument, name, &source, errors).or_else(|| {
                refuse_before(source_place(argument), errors);
                None
            }),
            None => before_by_type(name, ty, errors),
        }
    })
}

fn before_by_type(name: &str, ty: &Type, errors: &mut Errors) -> Option<Taken> {
    let doubt = habits::doubt(name, ty, errors)?.map(|doubt| match habits::is_of_request(ty) {
        true => doubt,
        false => Doubt { words: format!("{BEFORE}\nhelp: {BEFORE_HELP}"), ..doubt },
    });
    match library_type(ty, errors)? {
        Some(Taken::Request) => Some(Taken::Request),
        None if !is_scalar(ty) && inside(ty, "Option").is_none() => Some(own(ty, doubt)),
        _ => {
            refuse_before(ty.to_token_stream(), errors);
            None
        }
    }
}

const BEFORE: &str = "a `#[before]` hook takes `&self` and request parts only";
const BEFORE_HELP: &str =
    "take `&Request`, a `#[query]`, `#[header(\"name\")]` or `#[cookie]`, or a type that is `FromRequest`";

fn refuse_before(place: TokenStream, errors: &mut Errors) {
    errors.help(&place, BEFORE, BEFORE_HELP);
}

/// The arguments of an `#[after]` hook.
pub(super) fn of_after(method: &Method, errors: &mut Errors) -> Vec<Argument> {
    let name = &method.signature.ident;
    let help = format!("write `fn {name}(&self, request: &Request, head: &mut ResponseHead)`");
    let message = "an `#[after]` hook takes `&self`, `&Request` and `&mut ResponseHead`";
    let arguments = only(method, errors, message, &help, &|ty| match named_reference(ty)? {
        ("Request", false) => Some(Taken::Request),
        ("ResponseHead", true) => Some(Taken::Head),
        _ => None,
    });
    check_head(method, &arguments, errors);
    arguments
}

fn check_head(method: &Method, arguments: &[Argument], errors: &mut Errors) {
    let is_head = |argument: &Argument| matches!(argument.taken, Taken::Head);
    let mut heads = method.signature.arguments().iter().zip(arguments).filter(|(_, taken)| is_head(taken));
    if let (Some((first, _)), Some((second, _))) = (heads.next(), heads.next()) {
        errors.at(&second.ty, "the `ResponseHead` can be taken only once");
        errors.note(&first.ty, "it is already taken here");
    }
}

/// The arguments of a `#[catch]` page.
pub(super) fn of_catch(method: &Method, errors: &mut Errors) -> Vec<Argument> {
    let name = &method.signature.ident;
    let help =
        format!("write `fn {name}(&self, request: &Request, status: StatusCode, cause: Option<&Error>)`, or fewer");
    let message = "a `#[catch]` page takes `&self`, `&Request`, `StatusCode` and `Option<&Error>`";
    only(method, errors, message, &help, &|ty| {
        if let Some(inner) = inside(ty, "Option") {
            return matches!(named_reference(inner), Some(("Error", false))).then_some(Taken::Cause);
        }
        match named_reference(ty) {
            Some(("Request", false)) => Some(Taken::Request),
            _ => last_name(ty).filter(|name| *name == "StatusCode").map(|_| Taken::Status),
        }
    })
}

/// Arguments that are known by their types alone.
fn only(
    method: &Method,
    errors: &mut Errors,
    message: &str,
    help: &str,
    taken: &dyn Fn(&Type) -> Option<Taken>,
) -> Vec<Argument> {
    each(method, errors, &|argument, _, errors| {
        let taken = taken(&argument.ty).filter(|_| argument.marks.is_empty());
        if taken.is_none() && !is_refused(method, argument) {
            errors.help(&source_place(argument), message, help);
        }
        taken
    })
}

/// Whether something else is wrong with an argument, or with the whole method: it is of a type that the method is generic over,
/// or stands where `self` should.
fn is_refused(method: &Method, argument: &item::Argument) -> bool {
    let ty = argument.ty.to_token_stream();
    let is_own = |parameter: &TypeParam| mentions(&ty, &parameter.ident.to_string());
    let stands_for_self = method.signature.receiver().is_none() && referent(&argument.ty).is_some();
    is_generic(&argument.ty) || stands_for_self || method.signature.generics.type_params().any(is_own)
}

fn each(
    method: &Method,
    errors: &mut Errors,
    taken: &dyn Fn(&item::Argument, &str, &mut Errors) -> Option<Taken>,
) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for argument in method.signature.arguments() {
        let Some(name) = name(argument, errors) else { continue };
        let before = errors.count();
        check_others(argument, errors);
        if errors.count() > before {
            continue;
        }
        let name = name.unraw().to_string();
        if let Some(taken) = taken(argument, &name, errors) {
            arguments.push(Argument { name, place: argument.ty.span(), taken });
        }
    }
    arguments
}

/// The name of an argument.
pub(super) fn name<'a>(argument: &'a item::Argument, errors: &mut Errors) -> Option<&'a Ident> {
    let pattern = &argument.pattern;
    let name = pattern.name.as_ref();
    if name.is_none() && pattern.is_wild() {
        errors.help(pattern, "handler arguments need a name", "an unused one may be called `_page`");
    } else if name.is_none() && !habits::refuse_pattern(pattern, &argument.ty, errors) {
        let help = "give it a name, and take it apart in the body";
        errors.help(pattern, "patterns are not supported in handler arguments", help);
    }
    name
}

/// Looks for attributes that were meant to be ours, and for those that a call cannot have.
pub(super) fn check_others(argument: &item::Argument, errors: &mut Errors) {
    for other in &argument.others {
        if other.path().is_ident("cfg") {
            errors.at(other, "an argument of a handler method cannot be conditional: put the `#[cfg]` on the method");
        } else {
            check_spelling(other, errors);
        }
    }
}

/// Whether an argument has an attribute that the compiler does not find, and so complains about: it may have been meant
/// for a source. A foreign attribute of the method may know it.
pub(super) fn has_unknown_attribute(method: &Method) -> bool {
    if method.kept.iter().any(|kept| !attribute::is_built_in(kept.path())) {
        return false;
    }
    let is_unknown = |other: &Attribute| {
        let path = other.path();
        !Name::is_for_argument(path) && path.get_ident().is_some() && !attribute::is_built_in(path)
    };
    method.signature.arguments().iter().any(|argument| argument.others.iter().any(is_unknown))
}

fn check_spelling(other: &Attribute, errors: &mut Errors) {
    let path = other.path();
    let word = path.to_token_stream();
    if Name::of(path).is_some() {
        errors.at(other, &format!("`#[{word}]` does not go on an argument"));
    } else if let Some(help) = Name::help_for(path) {
        errors.help(other, &format!("unknown parameter attribute `{word}`"), &help);
    }
}

/// The attribute that names the source, `Some(None)` where there is none, `None` on a mistake.
#[expect(clippy::option_option, reason = "a mistake is something else than no attribute")]
pub(super) fn source_of(argument: &item::Argument, name: &str, errors: &mut Errors) -> Option<Option<Source>> {
    let [first, others @ ..] = argument.marks.as_slice() else { return Some(None) };
    if let Some(second) = others.first() {
        errors.at(&second.written, &format!("argument `{name}` has two sources"));
        errors.note(&first.written, "first source here");
        return None;
    }
    if !first.conditions.is_empty() {
        errors.at(&first.written, "the source of an argument cannot be conditional: put the `#[cfg]` on the method");
        return None;
    }
    source::read(first, errors).map(Some)
}

/// A value of a request can be told from its absence in one way.
pub(super) fn check_layers(ty: &Type, errors: &mut Errors) {
    let Some(inner) = inside(ty, "Option") else { return check_depth(ty, errors) };
    if inside(inner, "Vec").is_some() {
        errors.at(ty, &format!("a `Vec` is empty where there is no value: take `{}`", type_name(inner)));
    } else if let Some(value) = inside(inner, "Result") {
        let value = type_name(value);
        errors.at(ty, &format!("a `Result` goes around the `Option`: take `Result<Option<{value}>, Rejection>`"));
    } else {
        check_depth(ty, errors);
    }
}

/// Under a `Result` there is an `Option` or a `Vec`, and under that a value.
fn check_depth(ty: &Type, errors: &mut Errors) {
    let is_layer = |ty: &Type| LAYERS.iter().any(|layer| inside(ty, layer).is_some());
    if !is_layer(value_type(ty)) {
        return;
    }
    let mut layers = Vec::new();
    let mut value = ty;
    while let Some((layer, inner)) = LAYERS.iter().find_map(|layer| Some((*layer, inside(value, layer)?))) {
        layers.push(layer);
        value = inner;
    }
    let count = layers.iter().find(|layer| **layer != "Result");
    let counted = count.map_or_else(|| type_name(value), |count| format!("{count}<{}>", type_name(value)));
    let meant = if layers.contains(&"Result") { format!("Result<{counted}, Rejection>") } else { counted };
    let message = "an argument is a value, an `Option` or a `Vec` of it, or the `Result` of one of these";
    errors.help(ty, message, &format!("take `{meant}`"));
}

const LAYERS: [&str; 3] = ["Result", "Option", "Vec"];

/// A value of a request is `&str`, lent for as long as the request lives, or made out of that.
pub(super) fn check_lent(ty: &Type, errors: &mut Errors) {
    let value = value_type(ty);
    let Some((inner, mutable)) = referent(value).filter(|_| !is_generic(ty)) else { return };
    if mutable {
        errors.at(value, &format!("what a request brings cannot be changed: take `{}`", owned(inner)));
    } else if !is_text(value) {
        errors.at(value, &format!("this value is made out of text: take `{}`", made_of_text(inner)));
    } else {
        check_lifetime(ty, "take `&str`, or `String` to keep it", errors);
    }
}

/// Whether an argument is an `impl Trait`, which is refused for that.
fn is_generic(ty: &Type) -> bool {
    find_impl(ty.to_token_stream()).is_some()
}

/// What to take instead of a reference to something else than text. Bytes are text here, a `Path` is most likely that of the
/// standard library, and nothing is read as a `dyn Trait`.
fn made_of_text(inner: &Type) -> String {
    if matches!(inner, Type::TraitObject(_) | Type::ImplTrait(_)) {
        return "String".to_owned();
    }
    let owned = owned(inner);
    match owned.rsplit("::").next() {
        Some("Path") => format!("{owned}Buf"),
        Some("OsStr") => format!("{owned}ing"),
        Some("CStr") => "&str".to_owned(),
        _ if owned == "Vec<u8>" => "&str".to_owned(),
        _ => owned,
    }
}

fn check_lifetime(ty: &Type, help: &str, errors: &mut Errors) {
    if let Some(lifetime) = static_lifetime(ty) {
        errors.help(lifetime, "what a request brings does not live for `'static`", help);
    }
}

/// The content is gone when it has been read, so it can be lent by nobody.
pub(super) fn check_owned(ty: &Type, errors: &mut Errors) {
    let value = value_type(ty);
    if let Some((inner, _)) = referent(value).filter(|_| !is_generic(ty)) {
        errors.at(value, &format!("the content is read into a value of its own: take `{}`", owned(inner)));
    }
}

/// What a query, header or cookie attribute takes.
pub(super) fn text(argument: &item::Argument, name: &str, source: &Source, errors: &mut Errors) -> Option<Taken> {
    if !matches!(source.name, Name::Query | Name::Header | Name::Cookie) {
        return None;
    }
    check_lent(&argument.ty, errors);
    check_layers(&argument.ty, errors);
    let key = source.given.as_ref().map_or_else(|| name.to_owned(), |given| given.value());
    Some(Taken::Text { source: source.name, key, shape: shape(&argument.ty) })
}

/// Where to point at the attribute of an argument.
pub(super) fn source_place(argument: &item::Argument) -> TokenStream {
    let written = |mark: &Mark| mark.written.clone();
    argument.marks.first().map_or_else(|| argument.ty.to_token_stream(), written)
}

/// The last name of what a reference refers to, and whether it is `&mut`.
pub(super) fn named_reference(ty: &Type) -> Option<(&'static str, bool)> {
    let (inner, mutable) = referent(ty)?;
    let name = last_name(inner)?;
    let known = ["Request", "Body", "ResponseWriter", "ResponseHead", "Error"];
    known.into_iter().find(|known| name == known).map(|known| (known, mutable))
}

/// A reference to one of the library's types, `Some(None)` for other types, `None` on a mistake.
#[expect(clippy::option_option, reason = "a mistake is something else than another type")]
pub(super) fn library_type(ty: &Type, errors: &mut Errors) -> Option<Option<Taken>> {
    let Some(reference) = named_reference(ty) else { return Some(None) };
    let message = match reference {
        ("Request", false) => {
            check_lifetime(ty, "take `&Request`", errors);
            return Some(Some(Taken::Request));
        }
        ("Body", true) => return Some(Some(Taken::Body)),
        ("ResponseWriter", true) => return Some(Some(Taken::Writer)),
        ("Request", true) => "a request cannot be changed: take `&Request`",
        ("Body", false) => "reading changes a `Body`: take `&mut Body`",
        ("ResponseWriter", false) => "writing changes a `ResponseWriter`: take `&mut ResponseWriter`",
        ("ResponseHead", _) => "only an `#[after]` hook takes the `ResponseHead`",
        _ => return Some(None),
    };
    errors.at(ty, message);
    None
}

/// A type of the user's.
pub(super) fn own(ty: &Type, doubt: Option<Doubt>) -> Taken {
    let inner = inside(ty, "Result");
    let taken = match inner {
        None if doubt.is_none() => inferred(ty),
        _ => without_lifetimes(ungrouped(inner.unwrap_or(ty)).to_token_stream()),
    };
    Taken::Own { ty: taken, failure: failure(ty), doubt }
}

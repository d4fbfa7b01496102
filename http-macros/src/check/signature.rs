//! Decides what the signature of a route, hook or page may look like, apart from its arguments.
//! Must not know where arguments come from.

use super::binding::{Bound, Source};
use super::roles::RouteMark;
use crate::errors::Errors;
use crate::item::{Method, Receiver, ReceiverKind};
use crate::model::{Answer, Taken};
use crate::types::{self, inside, is_unit, last_name, ungrouped};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{GenericParam, Lifetime, LifetimeParam, ReturnType, Type};

/// Checks a signature and says what it returns.
pub(super) fn check(method: &Method, errors: &mut Errors) -> Answer {
    check_receiver(method, errors);
    check_qualifiers(method, errors);
    check_generics(method, errors);
    answer(method)
}

fn check_receiver(method: &Method, errors: &mut Errors) {
    let signature = &method.signature;
    let Some(receiver) = signature.receiver() else {
        let help = format!(
            "write `fn {}(&self{})`",
            signature.ident,
            if signature.arguments().is_empty() { "" } else { ", .." }
        );
        return errors.help(&signature.ident, "a handler method takes `&self` first", &help);
    };
    match borrowed(receiver) {
        Some((_, true)) => errors.help(
            &receiver,
            "handlers are shared by all worker threads, so they take `&self`",
            "keep changing state in a `Mutex`, `RwLock` or atomic field",
        ),
        Some((Some(lifetime), false)) if lifetime.ident == "static" => {
            errors.at(lifetime, "a handler is lent for one request: take `&self`");
        }
        Some(_) => {}
        None if is_owner(receiver) => errors.at(receiver, "a handler method cannot consume `self`; use `&self`"),
        None => errors.at(receiver, "a handler is lent as a plain reference: write `&self`"),
    }
}

/// The lifetime of a receiver that is a reference, and whether that is `&mut`.
fn borrowed(receiver: &Receiver) -> Option<(Option<&Lifetime>, bool)> {
    match &receiver.kind {
        ReceiverKind::Reference { lifetime, is_mut } => Some((lifetime.as_ref(), *is_mut)),
        ReceiverKind::Typed(ty) => match ungrouped(ty) {
            // It may be `Self` by another name; what is neither the compiler refuses.
            Type::Reference(reference) if is_name(&reference.elem) => {
                Some((reference.lifetime.as_ref(), reference.mutability.is_some()))
            }
            _ => None,
        },
        ReceiverKind::Value => None,
    }
}

/// Whether a type is a path without parameters of its own.
fn is_name(ty: &Type) -> bool {
    matches!(ungrouped(ty), Type::Path(path) if path.path.segments.iter().all(|segment| segment.arguments.is_none()))
}

/// Whether a receiver can be seen to be the handler itself, or what has it for itself.
fn is_owner(receiver: &Receiver) -> bool {
    match &receiver.kind {
        ReceiverKind::Typed(ty) => types::referent(ty).is_none(),
        ReceiverKind::Value | ReceiverKind::Reference { .. } => true,
    }
}

fn check_qualifiers(method: &Method, errors: &mut Errors) {
    let signature = &method.signature;
    if let Some(keyword) = &signature.asyncness {
        let help = "a request has a thread while its handler runs, so blocking calls are fine";
        errors.help(keyword, "this server is blocking: remove `async`", help);
    }
    if let Some(keyword) = &signature.unsafety {
        errors.help(keyword, "a handler method cannot be `unsafe`", "put the `unsafe` block into the body");
    }
    if let Some(abi) = &signature.abi {
        errors.at(abi, "a handler method cannot be `extern`: the server calls it as Rust");
    }
    if let Some(variadic) = signature.variadic() {
        errors.at(variadic, "a handler method cannot take `...`");
    }
}

fn check_generics(method: &Method, errors: &mut Errors) {
    for parameter in &method.signature.generics.params {
        let name = match parameter {
            GenericParam::Lifetime(parameter) => {
                check_bounds(parameter, errors);
                continue;
            }
            GenericParam::Type(parameter) => &parameter.ident,
            GenericParam::Const(parameter) => &parameter.ident,
        };
        errors.help(
            &parameter,
            &format!("a handler method cannot be generic over `{name}`: the table needs one concrete function"),
            "put the parameter on the `impl` and on its type instead",
        );
    }
    for argument in method.signature.arguments() {
        if let Some(span) = types::find_impl(argument.ty.to_token_stream()) {
            errors.spanned(span, "`impl Trait` arguments are generics; name a type");
        }
    }
}

fn check_bounds(parameter: &LifetimeParam, errors: &mut Errors) {
    if let Some(bound) = parameter.bounds.iter().find(|bound| bound.ident == "static") {
        let name = &parameter.lifetime;
        errors.at(bound, &format!("what a request brings does not live for `'static`: write `{name}` without a bound"));
    }
}

/// Whether a method takes or returns what has no size, or leaves out a type. The compiler says so of the signature, and
/// would again of each place where the value is passed on.
pub(super) fn is_refused_anyway(method: &Method) -> bool {
    types(method).into_iter().any(|ty| types::has_unsized(ty) || types::has_placeholder(ty.to_token_stream()))
}

/// What is taken for the `str` of the language, for which the compiler refuses a method. It does not refuse another type of
/// this name.
pub(super) fn called_str(method: &Method) -> Vec<TokenStream> {
    types(method).into_iter().flat_map(types::called_str).map(ToTokens::to_token_stream).collect()
}

/// What a method takes and returns, without the `Option`, `Vec` and `Result` around it.
fn types(method: &Method) -> Vec<&Type> {
    let mut types: Vec<&Type> = method.signature.arguments().iter().map(|argument| &argument.ty).collect();
    if let ReturnType::Type(_, ty) = &method.signature.output {
        types.push(ty);
    }
    types.into_iter().map(types::value_type).collect()
}

fn answer(method: &Method) -> Answer {
    let ReturnType::Type(_, ty) = &method.signature.output else { return Answer::Unit };
    if is_unit(ty) {
        return Answer::Unit;
    }
    if matches!(ungrouped(ty), Type::Never(_)) {
        return Answer::Never;
    }
    Answer::Type(types::inferred(ty))
}

/// An `#[after]` hook has nothing to return.
pub(super) fn check_after(method: &Method, errors: &mut Errors) {
    if let ReturnType::Type(_, ty) = &method.signature.output
        && !is_unit(ty)
    {
        let name = &method.signature.ident;
        errors.help(
            &ty,
            "an `#[after]` hook changes the head of the response, and returns nothing",
            &format!("write `fn {name}(&self, request: &Request, head: &mut ResponseHead)`"),
        );
    }
}

/// A route that writes its response cannot return one as well, and some statuses have no content.
pub(super) fn check_answer(method: &Method, marks: &[RouteMark], bound: &[Bound], errors: &mut Errors) {
    check_written(method, marks, bound, errors);
    let statuses = marks.iter().filter_map(|mark| mark.attribute.as_ref()?.status);
    let Some(status) = statuses.into_iter().find(|status| matches!(status, 204 | 205 | 304)) else { return };
    if let ReturnType::Type(_, ty) = &method.signature.output
        && has_content(ty)
    {
        let name = &method.signature.ident;
        errors.help(
            &ty,
            &format!("a {status} has no content, so what `{name}` returns would be lost"),
            "return nothing, or choose another `status`",
        );
    }
}

fn check_written(method: &Method, marks: &[RouteMark], bound: &[Bound], errors: &mut Errors) {
    let writes = bound.iter().any(|bound| matches!(bound.source, Source::Given(Taken::Writer)));
    if !writes {
        return;
    }
    let name = &method.signature.ident;
    if let ReturnType::Type(_, ty) = &method.signature.output
        && is_response(ty)
    {
        errors.help(
            &ty,
            &format!("`{name}` writes the response itself and also returns one"),
            "return `()` or `io::Result<()>`, or drop the `ResponseWriter`",
        );
    }
    for mark in marks {
        if mark.attribute.as_ref().is_some_and(|attribute| attribute.status.is_some()) {
            let message = format!("`{name}` writes the response itself, so the option `status` has no effect");
            errors.help(&mark.mark.written, &message, "send the status with `send_response`");
        }
    }
}

/// Whether a type can be seen to bring content, and no status of its own.
fn has_content(ty: &Type) -> bool {
    if let Some(inner) = inside(ty, "Option").or_else(|| inside(ty, "Result")) {
        return has_content(inner);
    }
    match types::referent(ty) {
        Some((inner, _)) => types::is_text(ty) || matches!(inner, Type::Slice(_) | Type::Array(_)),
        None => last_name(ty).is_some_and(|name| ["String", "Vec", "Html", "Json"].iter().any(|known| name == known)),
    }
}

const RESPONSES: [&str; 8] = ["String", "Vec", "Html", "Json", "StatusCode", "Redirect", "Response", "Option"];

/// Whether a type can be seen to be a response; what an alias stands for only the compiler knows.
fn is_response(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Tuple(tuple) => !tuple.elems.is_empty(),
        Type::Reference(_) | Type::ImplTrait(_) | Type::Array(_) => true,
        ty => match inside(ty, "Result") {
            Some(inner) => is_response(inner),
            None => last_name(ty).is_some_and(|name| RESPONSES.iter().any(|response| name == response)),
        },
    }
}

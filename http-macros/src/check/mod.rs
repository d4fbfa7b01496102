//! Decides whether an item keeps all rules, and builds the [`model`](crate::model) from what does.
//! What an impl as a whole has to keep is here.
//!
//! The checks are a tree: a method with a mistake gives no code, and the others are still checked.
//! Must not know what anything expands to.

mod arguments;
mod binding;
mod bounds;
mod catchers;
mod conflicts;
mod content;
mod docs;
mod habits;
mod method;
mod mounts;
mod roles;
mod routes;
mod signature;
mod sourceless;

pub(crate) use mounts::{Mount, mounts};

use crate::attribute::handler::ImplOptions;
use crate::attribute::{self, Place};
use crate::errors::Errors;
use crate::item::{ImplBlock, ImplMember, Method, Opaque};
use crate::model::Handler;
use crate::types::{mentions, without_undeclared};
use method::Checker;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Attribute, GenericParam, Generics, Type};

/// Checks a whole impl of the type called `name`.
pub(crate) fn handler(block: &ImplBlock, name: &Ident, options: ImplOptions, errors: &mut Errors) -> Handler {
    let ImplOptions { runtime, prefix } = options;
    let handler = without_methods(block, name, runtime);
    let mut checker = Checker { handler, prefix, is_whole: true, errors };
    for (index, member) in block.members.iter().enumerate() {
        match member {
            ImplMember::Method(method) if has_namesake(method, &block.members[..index]) => checker.is_whole = false,
            ImplMember::Method(method) => checker.method(method),
            ImplMember::Opaque(opaque) => refuse_marks(opaque, checker.errors),
            ImplMember::Unfinished => {}
        }
    }
    let Checker { mut handler, mut is_whole, errors, .. } = checker;
    conflicts::check(&handler.routes, errors);
    handler.catchers = catchers::sorted(handler.catchers, errors);
    if has_unused_parameter(block) {
        is_whole = false;
        handler = without_code(handler);
    }
    let may_lack_routes = handler.routes.is_empty() && block.members.iter().any(may_be_meant_for_route);
    handler.is_whole = is_whole && !may_lack_routes && errors.count() == 0 && !block.members.iter().any(is_refused);
    handler
}

/// All of an impl but its routes, hooks and pages.
fn without_methods(block: &ImplBlock, name: &Ident, runtime: TokenStream) -> Handler {
    Handler {
        runtime,
        conditions: block.conditions.iter().cloned().chain(allow_deprecated(block)).collect(),
        start: block.impl_token.span,
        end: block.end(),
        generics: block.generics.clone(),
        ty: known_type(block),
        name: name.unraw().to_string(),
        attributes: attribute_names(block),
        is_whole: false,
        routes: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        catchers: Vec::new(),
        unreadable: block.members.iter().filter_map(unreadable_route).collect(),
        unsized_types: Vec::new(),
    }
}

/// Is there another method of this name before it? The compiler says so, and would take a call of it for one of the other.
fn has_namesake(method: &Method, before: &[ImplMember]) -> bool {
    let is_namesake = |member: &ImplMember| match member {
        ImplMember::Method(other) => other.signature.ident == method.signature.ident && other.conditions.is_empty(),
        ImplMember::Opaque(_) | ImplMember::Unfinished => false,
    };
    method.conditions.is_empty() && before.iter().any(is_namesake)
}

/// Our attributes, as far as they may have been imported by name.
fn attribute_names(block: &ImplBlock) -> Vec<Ident> {
    let marks = block.members.iter().flat_map(|member| match member {
        ImplMember::Method(method) => method.marks.as_slice(),
        ImplMember::Opaque(opaque) => &opaque.marks,
        ImplMember::Unfinished => &[],
    });
    let marks = marks.filter(|mark| mark.name.place() == Place::Method);
    let mut names: Vec<Ident> = marks.filter_map(|mark| mark.meta.path().get_ident().cloned()).collect();
    names.sort();
    names.dedup();
    names
}

/// A type or constant that stands nowhere else: what it is can't be inferred where a method is called. The compiler says so of
/// the impl.
fn has_unused_parameter(block: &ImplBlock) -> bool {
    let (generics, ty) = (&block.generics, block.self_ty.to_token_stream());
    let conditions = generics.where_clause.to_token_stream();
    let is_elsewhere = |name: &str| {
        let others = generics.params.iter().filter(|other| name_of(other) != name);
        others.into_iter().any(|other| mentions(&other.to_token_stream(), name))
            || mentions(&conditions, name)
            || mentions(&ty, name)
    };
    let is_lifetime = |generic: &GenericParam| matches!(generic, GenericParam::Lifetime(_));
    generics.params.iter().any(|generic| !is_lifetime(generic) && !is_elsewhere(&name_of(generic)))
}

fn without_code(handler: Handler) -> Handler {
    let generics = Generics::default();
    Handler { generics, routes: Vec::new(), before: Vec::new(), after: Vec::new(), catchers: Vec::new(), ..handler }
}

/// The type of the impl. The compiler complains of an undeclared lifetime in it, and would again of every other place.
fn known_type(block: &ImplBlock) -> Type {
    let declared = block.generics.lifetimes().map(|parameter| parameter.lifetime.ident.to_string());
    let tokens = without_undeclared(block.self_ty.to_token_stream(), declared);
    syn::parse2(tokens).unwrap_or_else(|_| block.self_ty.clone())
}

/// Requests still come for a deprecated method, and for one that is allowed to name what is deprecated, so the generated code may.
fn allow_deprecated(block: &ImplBlock) -> Option<TokenStream> {
    let is_about_deprecated = |member: &ImplMember| match member {
        ImplMember::Method(method) => method.kept.iter().any(is_about_deprecated),
        ImplMember::Opaque(_) | ImplMember::Unfinished => false,
    };
    block.members.iter().any(is_about_deprecated).then(|| quote!(#[allow(deprecated)]))
}

fn is_about_deprecated(attribute: &Attribute) -> bool {
    let is_level = ["allow", "expect"].iter().any(|level| attribute.path().is_ident(level));
    attribute.path().is_ident("deprecated") || is_level && mentions(&attribute.to_token_stream(), "deprecated")
}

/// A method that the compiler has a message of its own for.
fn is_refused(member: &ImplMember) -> bool {
    member.is_unreadable() || matches!(member, ImplMember::Unfinished)
}

/// The name of a method of ours that cannot be read. The compiler may know a syntax that we do not.
fn unreadable_route(member: &ImplMember) -> Option<Ident> {
    match member {
        ImplMember::Opaque(opaque) if opaque.noun.is_none() && !opaque.marks.is_empty() => {
            syn::parse_str(&opaque.name).ok()
        }
        _ => None,
    }
}

/// A method with an attribute that may be meant for one of ours, which the compiler will not find; or a call of a macro,
/// which is expanded too late.
fn may_be_meant_for_route(member: &ImplMember) -> bool {
    match member {
        ImplMember::Method(method) => may_have_foreign(method),
        ImplMember::Opaque(opaque) => opaque.noun == Some("a macro call"),
        ImplMember::Unfinished => false,
    }
}

fn may_have_foreign(method: &Method) -> bool {
    method.kept.iter().any(|kept| !attribute::is_built_in(kept.path()))
}

fn refuse_marks(opaque: &Opaque, errors: &mut Errors) {
    let Some(noun) = opaque.noun.filter(|_| !opaque.is_foreign) else { return };
    let Some(mark) = opaque.marks.first() else { return };
    let name = &opaque.name;
    errors.at(&mark.written, &format!("`{}` can only be put on a method; `{name}` is {noun}", mark.title()));
}

fn name_of(generic: &GenericParam) -> String {
    match generic {
        GenericParam::Type(generic) => generic.ident.to_string(),
        GenericParam::Const(generic) => generic.ident.to_string(),
        GenericParam::Lifetime(generic) => generic.lifetime.ident.to_string(),
    }
}

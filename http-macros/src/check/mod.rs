//! Decides whether an item keeps all rules, and builds the [`model`](crate::model) from what does.
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
mod mounts;
mod roles;
mod signature;
mod sourceless;

pub(crate) use mounts::{Mount, mounts};

use crate::attribute::handler::{ImplOptions, Prefix};
use crate::attribute::route::RouteAttribute;
use crate::attribute::{self, Mark, Place};
use crate::errors::Errors;
use crate::item::{ImplBlock, ImplMember, Method, Opaque};
use crate::model::{Answer, Argument, Call, Catcher, Handler, Hook, Parameter, Reach, Route, Taken, UnsizedType};
use crate::pattern::Pattern;
use crate::types::{mentions, without_undeclared};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use roles::{Role, RouteMark};
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

struct Checker<'a> {
    handler: Handler,
    prefix: Prefix,
    /// Not where a method was left out because the compiler refuses it.
    is_whole: bool,
    errors: &'a mut Errors,
}

impl Checker<'_> {
    fn method(&mut self, method: &Method) {
        match roles::of(method, self.errors) {
            // A misspelt attribute of a route is the compiler's to find.
            Role::Helper if may_have_foreign(method) => {}
            Role::Helper => refuse_sources(method, self.errors),
            Role::Unclear => {}
            Role::Route(marks) => self.routes(method, &marks),
            Role::Before(mark) => {
                let Some(call) = self.call(method, arguments::of_before) else { return };
                self.handler.before.push(Hook { call, conditions: conditions(method, &mark) });
            }
            Role::After(mark) => {
                // What it returns goes with what it takes: a wrong idea of hooks is one mistake.
                let Some(call) = self.call(method, arguments::of_after) else { return };
                signature::check_after(method, self.errors);
                self.handler.after.push(Hook { call, conditions: conditions(method, &mark) });
            }
            Role::Catch(pages) => {
                let Some(call) = self.call(method, arguments::of_catch) else { return };
                for (mark, statuses) in pages {
                    let conditions = conditions(method, &mark);
                    let (call, place) = (call.clone(), mark.written);
                    self.handler.catchers.push(Catcher { statuses, call, conditions, place });
                }
            }
        }
    }

    /// Checks a method that is no route, all of it.
    fn call(&mut self, method: &Method, arguments: fn(&Method, &mut Errors) -> Vec<Argument>) -> Option<Call> {
        if arguments::has_unknown_attribute(method) {
            self.is_whole = false;
            return None;
        }
        let before = self.errors.count();
        let answer = signature::check(method, self.errors);
        self.refuse_conditions(method);
        let mut arguments = arguments(method, self.errors);
        tell_apart(&mut arguments);
        self.leave_generic_doubts(&mut arguments);
        let call = Call { method: method.signature.ident.clone(), arguments, answer };
        (self.errors.count() == before && !self.is_left_out(method)).then_some(call)
    }

    /// Where the compiler refuses a method, there is no code for it.
    fn is_left_out(&mut self, method: &Method) -> bool {
        let is_left_out = signature::is_refused_anyway(method);
        if is_left_out {
            self.is_whole = false;
            for ty in signature::called_str(method) {
                self.handler.unsized_types.push(UnsizedType { ty, conditions: method.conditions.clone() });
            }
        }
        is_left_out
    }

    /// What depends on the parameters of the impl can't be checked beside it: there the compiler has its own words.
    fn leave_generic_doubts(&self, arguments: &mut [Argument]) {
        let generics = &self.handler.generics.params;
        if generics.is_empty() {
            return;
        }
        for argument in arguments {
            let Taken::Own { ty, doubt, .. } = &mut argument.taken else { continue };
            if mentions(ty, "Self") || generics.iter().any(|generic| mentions(ty, &name_of(generic))) {
                *doubt = None;
            }
        }
    }

    /// The table is made for every type that the impl is for. Without parameters a condition holds or is the
    /// compiler's matter.
    fn refuse_conditions(&mut self, method: &Method) {
        let Some(own) = &method.signature.generics.where_clause else { return };
        let generics = &self.handler.generics;
        let known = bounds::of_impl(generics);
        for predicate in &own.predicates {
            let tokens = predicate.to_token_stream();
            let depends = generics.params.iter().any(|generic| mentions(&tokens, &name_of(generic)));
            if depends && bounds::of_predicate(predicate).iter().any(|bound| !known.contains(bound)) {
                let help = "put the condition into the `where` of the `impl`";
                self.errors.help(predicate, "a handler method is there for all types that its `impl` is for", help);
            }
        }
    }

    fn routes(&mut self, method: &Method, marks: &[RouteMark]) {
        if arguments::has_unknown_attribute(method) {
            self.is_whole = false;
            return;
        }
        let before = self.errors.count();
        let answer = signature::check(method, self.errors);
        self.refuse_conditions(method);
        let bound = binding::bind(method, marks, &self.prefix, self.errors);
        signature::check_answer(method, marks, &bound, self.errors);
        // Where one path could not be read, nothing is known of what the arguments are.
        if self.errors.count() > before || marks.iter().any(|mark| mark.attribute.is_none()) {
            return;
        }
        if self.is_left_out(method) {
            return;
        }
        let Prefix::Known(prefix) = &self.prefix else { return };
        for mark in marks {
            let Some(attribute) = &mark.attribute else { continue };
            let reach = reach(attribute, prefix.as_ref());
            let mut arguments = binding::arguments(&bound, &reach);
            tell_apart(&mut arguments);
            self.leave_generic_doubts(&mut arguments);
            let parameters = binding::parameters(&bound, &reach);
            let parts = RouteParts { method, mark: &mark.mark, attribute, answer: &answer };
            for method in &attribute.methods {
                self.handler.routes.push(parts.route(&method.text, &reach, &arguments, &parameters));
            }
        }
    }
}

/// Two arguments of one name are the compiler's matter, or come from different macros: each is a value of its own.
fn tell_apart(arguments: &mut [Argument]) {
    let mut names: Vec<String> = Vec::new();
    for argument in arguments {
        while names.contains(&argument.name) {
            argument.name.push('_');
        }
        names.push(argument.name.clone());
    }
}

/// The paths of a route, with the impl's prefix.
fn reach(attribute: &RouteAttribute, prefix: Option<&Pattern>) -> Reach {
    match (&attribute.path, prefix) {
        (Some(path), Some(prefix)) => Reach::Path(prefix.join(&path.pattern)),
        (Some(path), None) => Reach::Path(path.pattern.clone()),
        (None, prefix) => Reach::Below(prefix.cloned()),
    }
}

/// What the routes of one attribute have in common.
struct RouteParts<'a> {
    method: &'a Method,
    mark: &'a Mark,
    attribute: &'a RouteAttribute,
    answer: &'a Answer,
}

impl RouteParts<'_> {
    fn route(&self, method: &str, reach: &Reach, arguments: &[Argument], parameters: &[Parameter]) -> Route {
        Route {
            method: method.to_owned(),
            reach: reach.clone(),
            call: Call {
                method: self.method.signature.ident.clone(),
                arguments: arguments.to_vec(),
                answer: self.answer.clone(),
            },
            docs: docs::of(&self.method.kept),
            parameters: parameters.to_vec(),
            status: self.attribute.status,
            max_body: self.attribute.max_body.clone(),
            hidden: self.attribute.hidden,
            conditions: conditions(self.method, self.mark),
            place: self.place(),
        }
    }

    fn place(&self) -> TokenStream {
        match &self.attribute.path {
            Some(path) => path.written.to_token_stream(),
            None => self.mark.written.clone(),
        }
    }
}

fn name_of(generic: &GenericParam) -> String {
    match generic {
        GenericParam::Type(generic) => generic.ident.to_string(),
        GenericParam::Const(generic) => generic.ident.to_string(),
        GenericParam::Lifetime(generic) => generic.lifetime.ident.to_string(),
    }
}

/// The `cfg`s of a method together with those of one of its attributes.
fn conditions(method: &Method, mark: &Mark) -> Vec<TokenStream> {
    method.conditions.iter().chain(&mark.conditions).cloned().collect()
}

fn refuse_sources(method: &Method, errors: &mut Errors) {
    let name = &method.signature.ident;
    if let Some(mark) = method.signature.arguments().iter().flat_map(|argument| &argument.marks).next() {
        let message = format!("`{}` only means something on an argument of a route; `{name}` is none", mark.title());
        errors.help(&mark.written, &message, "if it is one, its own attribute is missing, such as `#[get(\"/path\")]`");
    }
}

//! Decides what one method adds to its handler: routes, a hook, pages or nothing.
//! Must not know what the others of its impl add.

use super::roles::{self, Role, RouteMark};
use super::routes::{RouteParts, conditions, reach};
use super::{arguments, binding, bounds, may_have_foreign, name_of, signature};
use crate::attribute::handler::Prefix;
use crate::errors::Errors;
use crate::item::Method;
use crate::model::{Argument, Call, Catcher, Handler, Hook, Taken, UnsizedType};
use crate::types::mentions;
use quote::ToTokens;

pub(super) struct Checker<'a> {
    pub(super) handler: Handler,
    pub(super) prefix: Prefix,
    /// Not where a method was left out because the compiler refuses it.
    pub(super) is_whole: bool,
    pub(super) errors: &'a mut Errors,
}

impl Checker<'_> {
    pub(super) fn method(&mut self, method: &Method) {
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

fn refuse_sources(method: &Method, errors: &mut Errors) {
    let name = &method.signature.ident;
    if let Some(mark) = method.signature.arguments().iter().flat_map(|argument| &argument.marks).next() {
        let message = format!("`{}` only means something on an argument of a route; `{name}` is none", mark.title());
        errors.help(&mark.written, &message, "if it is one, its own attribute is missing, such as `#[get(\"/path\")]`");
    }
}

//! Decides where each argument of a route comes from: the path, an attribute, or its type.
//! Must not know what the method returns, nor the other methods.

use super::arguments::{
    check_layers, check_lent, check_others, check_owned, library_type, name, own, source_of, source_place, text,
};
use super::roles::RouteMark;
use super::{content, habits, sourceless};
use crate::attribute::Name;
use crate::attribute::handler::Prefix;
use crate::attribute::route::{PathLiteral, RouteAttribute};
use crate::errors::Errors;
use crate::item::{self, Method};
use crate::model::{Argument, Count, Doubt, Parameter, Reach, Shape, Taken};
use crate::pattern::{Pattern, Segment};
use crate::suggest::nearest;
use crate::types::{inside, is_scalar, shape, type_name, value_type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{LitStr, Type};

/// An argument with its source.
pub(super) struct Bound {
    name: String,
    type_name: String,
    /// Where its type is.
    ty: Span,
    /// Where to point at it.
    pub(super) place: TokenStream,
    pub(super) source: Source,
}

/// Where the value comes from, on whichever of the method's routes.
pub(super) enum Source {
    /// From the path parameter of this name.
    Path {
        key: String,
        shape: Shape,
    },
    Given(Taken),
}

/// Binds all arguments and checks them against the paths of all attributes.
pub(super) fn bind(method: &Method, marks: &[RouteMark], prefix: &Prefix, errors: &mut Errors) -> Vec<Bound> {
    let binder = Binder { method, ways: ways(marks, prefix) };
    let before = errors.count();
    let bound = binder.arguments(errors);
    content::check_body(marks, &bound, errors);
    content::check_writer(&bound, errors);
    if errors.count() == before {
        binder.check_paths(&bound, errors);
    }
    bound
}

/// The arguments as one route takes them.
pub(super) fn arguments(bound: &[Bound], reach: &Reach) -> Vec<Argument> {
    let mut arguments = Vec::new();
    for bound in bound {
        arguments.push(Argument { name: bound.name.clone(), place: bound.ty, taken: bound.taken(reach) });
    }
    arguments
}

/// What the listing says of one route's arguments.
pub(super) fn parameters(bound: &[Bound], reach: &Reach) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    for bound in bound {
        if let Some(parameter) = bound.parameter(reach) {
            parameters.push(parameter);
        }
    }
    parameters
}

impl Bound {
    fn taken(&self, reach: &Reach) -> Taken {
        match &self.source {
            Source::Given(taken) => taken.clone(),
            Source::Path { key, shape } => match place_in(reach, key) {
                Some((segment, is_rest)) => Taken::Path { key: key.clone(), is_rest, segment, shape: shape.clone() },
                None => Taken::Absent,
            },
        }
    }

    fn parameter(&self, reach: &Reach) -> Option<Parameter> {
        let (source, name) = match self.taken(reach) {
            Taken::Path { key, .. } => (Name::Path, key),
            Taken::Text { source, key, .. } => (source, key),
            Taken::Content { source, .. } => (source, self.name.clone()),
            _ => return None,
        };
        Some(Parameter { name, source, type_name: self.type_name.clone() })
    }

    pub(super) fn reads_body(&self) -> bool {
        matches!(self.source, Source::Given(Taken::Body | Taken::Content { .. }))
    }
}

/// The index of the segment that holds a parameter, and whether it takes the rest.
fn place_in(reach: &Reach, key: &str) -> Option<(usize, bool)> {
    let pattern = match reach {
        Reach::Path(pattern) => pattern,
        Reach::Below(prefix) => prefix.as_ref()?,
    };
    let index = pattern.segments.iter().position(|segment| segment.name() == Some(key))?;
    Some((index, matches!(pattern.segments.get(index), Some(Segment::Rest(_)))))
}

struct Binder<'a> {
    method: &'a Method,
    /// Empty where the prefix or one of its attributes could not be read: then nothing is known of the names in its path.
    ways: Vec<Way<'a>>,
}

/// One of the attributes through which a method is reached.
struct Way<'a> {
    attribute: &'a RouteAttribute,
    /// The names in its path together with those in the prefix.
    names: Vec<&'a str>,
}

fn ways<'a>(marks: &'a [RouteMark], prefix: &'a Prefix) -> Vec<Way<'a>> {
    let Prefix::Known(prefix) = prefix else { return Vec::new() };
    let mut ways = Vec::new();
    for mark in marks {
        let Some(attribute) = &mark.attribute else { return Vec::new() };
        let mut names = prefix.as_ref().map_or_else(Vec::new, Pattern::names);
        if let Some(path) = &attribute.path {
            names.append(&mut path.pattern.names());
        }
        ways.push(Way { attribute, names });
    }
    ways
}

impl Binder<'_> {
    fn arguments(&self, errors: &mut Errors) -> Vec<Bound> {
        let mut bound = Vec::new();
        for argument in self.method.signature.arguments() {
            let before = errors.count();
            check_others(argument, errors);
            // A misspelt attribute is a source that is not known.
            if errors.count() > before {
                continue;
            }
            let Some(ident) = name(argument, errors) else { continue };
            if let Some(argument) = self.argument(argument, ident, errors) {
                bound.push(argument);
            }
        }
        bound
    }

    fn argument(&self, argument: &item::Argument, ident: &Ident, errors: &mut Errors) -> Option<Bound> {
        let name = ident.unraw().to_string();
        let ty = &argument.ty;
        Some(Bound {
            source: self.source(argument, &name, errors)?,
            name,
            type_name: type_name(ty),
            ty: ty.span(),
            place: source_place(argument),
        })
    }

    fn source(&self, argument: &item::Argument, name: &str, errors: &mut Errors) -> Option<Source> {
        let ty = &argument.ty;
        let is_refused = match argument.marks.first().map(|mark| mark.name) {
            Some(Name::Json | Name::Form) => habits::refuse_content(name, ty, errors),
            Some(_) => habits::refuse(name, ty, errors),
            None => self.is_in_path(name) && habits::refuse(name, ty, errors),
        };
        if is_refused || habits::refuse_attribute(argument, errors) {
            return None;
        }
        match source_of(argument, name, errors)? {
            Some(source) if source.name == Name::Path => {
                let given = source.given?;
                self.check_key(&given, errors)?;
                Some(self.path(given.value(), ty, errors))
            }
            Some(_) if self.is_in_path(name) => {
                self.refuse_two_sources(argument, name, errors);
                None
            }
            Some(source) => {
                let text = text(argument, name, &source, errors);
                Some(Source::Given(text.unwrap_or_else(|| self.content(source.name, name, ty, errors))))
            }
            None if self.is_in_path(name) => Some(self.path(name.to_owned(), ty, errors)),
            None => self.by_type(name, ty, errors).map(Source::Given),
        }
    }

    fn content(&self, source: Name, name: &str, ty: &Type, errors: &mut Errors) -> Taken {
        if source == Name::Form && is_scalar(value_type(ty)) {
            self.refuse_form_field(name, ty, errors);
        } else {
            check_owned(ty, errors);
        }
        Taken::Content { source, shape: shape(ty) }
    }

    /// A field of a form by itself. Several of them are refused together.
    fn refuse_form_field(&self, name: &str, ty: &Type, errors: &mut Errors) {
        let is_form = |argument: &&item::Argument| argument.marks.iter().any(|mark| mark.name == Name::Form);
        if self.method.signature.arguments().iter().filter(is_form).count() > 1 {
            return;
        }
        let ty_in_struct = type_name(inside(ty, "Result").unwrap_or(ty)).replace("&str", "String");
        let help = format!(
            "take `#[form] form: Form`, with `#[derive(Deserialize)] struct Form {{ {name}: {ty_in_struct} }}`"
        );
        errors.help(ty, "a form has named fields, so it is read into a struct", &help);
    }

    fn path(&self, key: String, ty: &Type, errors: &mut Errors) -> Source {
        check_lent(ty, errors);
        check_layers(ty, errors);
        Source::Path { key, shape: shape(ty) }
    }

    fn is_in_path(&self, name: &str) -> bool {
        self.ways.iter().any(|way| way.names.contains(&name))
    }

    /// The names in all paths.
    fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for way in &self.ways {
            names.extend_from_slice(&way.names);
        }
        names
    }

    /// The first path, for messages.
    fn first_path(&self) -> Option<&PathLiteral> {
        self.ways.iter().find_map(|way| way.attribute.path.as_ref())
    }

    fn refuse_two_sources(&self, argument: &item::Argument, name: &str, errors: &mut Errors) {
        errors.at(&source_place(argument), &format!("`{name}` is already the path parameter `{{{name}}}`"));
        if let Some(path) = self.first_path() {
            errors.note(&path.written, &format!("`{{{name}}}` is here"));
        }
    }

    /// Checks that `#[path("key")]` names a parameter of some path.
    fn check_key(&self, given: &LitStr, errors: &mut Errors) -> Option<()> {
        let key = given.value();
        if self.ways.is_empty() || self.is_in_path(&key) {
            return Some(());
        }
        let message = match self.first_path() {
            Some(path) => format!("the path {:?} has no `{{{key}}}`", path.pattern.text),
            None => format!("this route has no path, so there is no `{{{key}}}`"),
        };
        match nearest(key.trim_matches(['{', '*', '}']), &self.names()) {
            Some(meant) => errors.help(given, &message, &format!("did you mean `{meant}`?")),
            None => errors.at(given, &message),
        }
        None
    }

    fn by_type(&self, name: &str, ty: &Type, errors: &mut Errors) -> Option<Taken> {
        let doubt = habits::doubt(name, ty, errors)?;
        if let Some(Doubt { place, words }) = doubt.as_ref().filter(|_| self.is_misnamed(name)) {
            errors.at(place, words);
            return None;
        }
        if let Some(taken) = library_type(ty, errors)? {
            return Some(taken);
        }
        // Without the paths, this could be a parameter in one of them.
        let is_sure = !self.ways.is_empty();
        let inner = inside(ty, "Result").unwrap_or(ty);
        if is_sure && sourceless::is_value(inner) && !self.is_misnamed(name) {
            sourceless::refuse(name, ty, self.first_path(), errors);
            return None;
        }
        Some(own(ty, doubt))
    }

    /// Whether some path parameter has no argument, so that this one may have been meant for it.
    fn is_misnamed(&self, name: &str) -> bool {
        let known: Vec<String> = self.method.signature.arguments().iter().filter_map(quiet_name).collect();
        let is_missing = |key: &&str| !known.iter().any(|known| known == key);
        !self.is_in_path(name) && self.names().iter().any(is_missing)
    }

    /// Checks that the paths and the arguments name the same parameters.
    fn check_paths(&self, bound: &[Bound], errors: &mut Errors) {
        for way in &self.ways {
            let before = errors.count();
            let is_unbound = |key: &&str| !bound.iter().any(|bound| bound.key() == Some(key));
            let unbound: Vec<&str> = way.names.iter().copied().filter(is_unbound).collect();
            for key in &unbound {
                self.refuse_unbound(way.attribute, key, renamed(key, bound, unbound.len()), errors);
            }
            // A parameter that has another name here is one mistake.
            if errors.count() > before {
                continue;
            }
            for argument in bound {
                way.check_present(argument, errors);
            }
        }
    }

    fn refuse_unbound(&self, attribute: &RouteAttribute, key: &str, renamed: Option<&str>, errors: &mut Errors) {
        let method = &self.method.signature.ident;
        let message = format!("path parameter `{{{key}}}` has no argument in `{method}`");
        let place = match &attribute.path {
            Some(path) => path.written.to_token_stream(),
            None => method.to_token_stream(),
        };
        if let Some(other) = renamed {
            return errors.help(
                &place,
                &message,
                &format!("rename `{other}` to `{key}`, or the segment to `{{{other}}}`"),
            );
        }
        errors.at(&place, &message);
        let argument =
            if syn::parse_str::<Ident>(key).is_ok() { key.to_owned() } else { format!("#[path({key:?})] name") };
        let ty = if takes_rest(attribute, key) { "&str" } else { "u64" };
        errors.spanned(self.method.signature.parentheses(), &format!("note: add `{argument}: {ty}` here"));
    }
}

impl Way<'_> {
    /// Checks that an argument that another path binds is bound by this one, or may be absent.
    fn check_present(&self, argument: &Bound, errors: &mut Errors) {
        let Source::Path { key, shape } = &argument.source else { return };
        let may_be_absent = shape.count == Count::Optional && shape.failure.is_none();
        if may_be_absent || self.names.contains(&key.as_str()) {
            return;
        }
        let help = format!("bind it in every path of this method, or take an `Option<{}>`", argument.type_name);
        match &self.attribute.path {
            Some(path) => {
                let message = format!(
                    "the path {:?} has no `{{{key}}}`, which another path of this method has",
                    path.pattern.text
                );
                errors.help(&path.written, &message, &help);
            }
            None => {
                let message = format!("this method also takes requests without `{{{key}}}`");
                errors.help(&argument.place, &message, &help);
            }
        }
    }
}

fn takes_rest(attribute: &RouteAttribute, key: &str) -> bool {
    let is_rest = |segment: &Segment| matches!(segment, Segment::Rest(name) if name == key);
    attribute.path.as_ref().is_some_and(|path| path.pattern.segments.iter().any(is_rest))
}

/// The path parameter that an argument would bind, without complaints.
fn quiet_name(argument: &item::Argument) -> Option<String> {
    let given = argument.marks.iter().find(|mark| mark.name == Name::Path);
    match given.map(|mark| syn::parse2::<LitStr>(mark.arguments())) {
        Some(given) => given.ok().map(|given| given.value()),
        None => name(argument, &mut Errors::default()).map(|name| name.unraw().to_string()),
    }
}

impl Bound {
    fn key(&self) -> Option<&str> {
        match &self.source {
            Source::Path { key, .. } => Some(key),
            Source::Given(_) => None,
        }
    }
}

/// The argument that was probably meant for a path parameter: it has no source of its own. One is not meant for several.
fn renamed<'a>(key: &str, bound: &'a [Bound], unbound: usize) -> Option<&'a str> {
    let is_free = |bound: &&Bound| matches!(bound.source, Source::Given(Taken::Own { .. }));
    let mut free = bound.iter().filter(is_free);
    let near = bound
        .iter()
        .filter(is_free)
        .find(|bound| bound.name.trim_start_matches('_') == key || nearest(&bound.name, &[key]).is_some());
    match (near, free.next(), free.next()) {
        (Some(near), ..) => Some(&near.name),
        (None, Some(single), None) if unbound == 1 => Some(&single.name),
        _ => None,
    }
}

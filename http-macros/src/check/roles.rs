//! Decides what a method is by its attributes: a route, a hook, a page, or nothing of ours.
//! Must not look at the method's arguments.

use crate::attribute::catch::{self, Statuses};
use crate::attribute::route::{self, RouteAttribute};
use crate::attribute::{Mark, Name, Place};
use crate::errors::Errors;
use crate::item::Method;
use syn::Meta;

/// What a method is.
pub(super) enum Role {
    Helper,
    Route(Vec<RouteMark>),
    Before(Mark),
    After(Mark),
    Catch(Vec<(Mark, Statuses)>),
    /// Its attributes contradict each other, so nothing more can be said.
    Unclear,
}

/// An attribute of a route; `attribute` is `None` where it could not be read.
pub(super) struct RouteMark {
    pub(super) mark: Mark,
    pub(super) attribute: Option<RouteAttribute>,
}

/// Reads the attributes of a method.
pub(super) fn of(method: &Method, errors: &mut Errors) -> Role {
    let (marks, misplaced): (Vec<&Mark>, Vec<&Mark>) =
        method.marks.iter().partition(|mark| mark.name.place() == Place::Method);
    for mark in &misplaced {
        refuse_place(mark, errors);
    }
    let Some((first, others)) = marks.split_first() else {
        return if misplaced.is_empty() { Role::Helper } else { Role::Unclear };
    };
    for other in others {
        if !go_together(first, other) {
            refuse_both(method, first, other, errors);
            return Role::Unclear;
        }
    }
    match first.name {
        Name::Before => bare(first, Role::Before, errors),
        Name::After => bare(first, Role::After, errors),
        Name::Catch => Role::Catch(pages(&marks, errors)),
        _ => Role::Route(routes(&marks, errors)),
    }
}

fn refuse_place(mark: &Mark, errors: &mut Errors) {
    let place = match mark.name.place() {
        Place::Field => "a field of the struct",
        _ => "an argument of a method",
    };
    errors.at(&mark.written, &format!("`{}` goes on {place}, not on a method", mark.title()));
}

fn is_route(mark: &Mark) -> bool {
    !matches!(mark.name, Name::Before | Name::After | Name::Catch)
}

fn go_together(first: &Mark, other: &Mark) -> bool {
    (is_route(first) && is_route(other)) || (first.name == Name::Catch && other.name == Name::Catch)
}

fn refuse_both(method: &Method, first: &Mark, other: &Mark, errors: &mut Errors) {
    let name = &method.signature.ident;
    if first.name == other.name {
        errors.at(&other.written, &format!("`{}` is given twice", first.title()));
    } else {
        let message = format!("`{name}` cannot be both {} and {}", spoken(first), spoken(other));
        errors.at(&other.written, &message);
    }
    errors.note(&first.written, "first given here");
}

fn spoken(mark: &Mark) -> &'static str {
    match mark.name {
        Name::Before => "a `#[before]` hook",
        Name::After => "an `#[after]` hook",
        Name::Catch => "a `#[catch]` page",
        _ => "a route",
    }
}

fn bare(mark: &Mark, role: impl Fn(Mark) -> Role, errors: &mut Errors) -> Role {
    if !matches!(mark.meta, Meta::Path(_)) {
        let title = mark.title();
        errors.at(&mark.written, &format!("`{title}` takes nothing: it runs for every request of this handler"));
    }
    role(mark.clone())
}

fn pages(marks: &[&Mark], errors: &mut Errors) -> Vec<(Mark, Statuses)> {
    let mut pages = Vec::new();
    for mark in marks {
        if let Some(statuses) = catch::read(mark, errors) {
            pages.push((Mark::clone(mark), statuses));
        }
    }
    pages
}

fn routes(marks: &[&Mark], errors: &mut Errors) -> Vec<RouteMark> {
    let mut routes = Vec::new();
    for mark in marks {
        routes.push(RouteMark { mark: Mark::clone(mark), attribute: route::read(mark, errors) });
    }
    routes
}

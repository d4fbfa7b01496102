//! Decides which routes of one impl take the same requests.
//! Must not know of mounts: those are compared where the runtime sees both types.

use crate::errors::Errors;
use crate::model::{Reach, Route};
use crate::pattern::{Pattern, Segment};
use std::collections::HashMap;

/// A path with the names erased: routes of one method and one shape take the same requests.
#[derive(PartialEq, Eq, Hash)]
struct Shape<'a> {
    method: &'a str,
    segments: Vec<Erased<'a>>,
    is_below: bool,
}

#[derive(PartialEq, Eq, Hash)]
enum Erased<'a> {
    Literal(&'a str),
    Parameter,
    Rest,
}

/// Compares all routes.
pub(super) fn check(routes: &[Route], errors: &mut Errors) {
    let mut known: HashMap<Shape<'_>, Vec<&Route>> = HashMap::new();
    for route in routes {
        let same = known.entry(shape(route)).or_default();
        if let Some(first) = same.iter().find(|first| can_meet(first, route)) {
            refuse(first, route, errors);
        }
        same.push(route);
    }
}

/// Two routes that both depend on a `cfg` may never be there together.
fn can_meet(first: &Route, second: &Route) -> bool {
    first.conditions.is_empty() || second.conditions.is_empty()
}

fn shape(route: &Route) -> Shape<'_> {
    let segments = match &route.reach {
        Reach::Path(pattern) | Reach::Below(Some(pattern)) => erased(pattern),
        Reach::Below(None) => Vec::new(),
    };
    Shape { method: &route.method, segments, is_below: matches!(route.reach, Reach::Below(_)) }
}

fn erased(pattern: &Pattern) -> Vec<Erased<'_>> {
    pattern.segments.iter().map(erase).collect()
}

fn erase(segment: &Segment) -> Erased<'_> {
    match segment {
        Segment::Literal(text) => Erased::Literal(text),
        Segment::Parameter(_) => Erased::Parameter,
        Segment::Rest(_) => Erased::Rest,
    }
}

fn refuse(first: &Route, second: &Route, errors: &mut Errors) {
    let method = &second.method;
    let (earlier, later) = (&first.call.method, &second.call.method);
    let message = match (&first.reach, &second.reach) {
        (Reach::Path(first), Reach::Path(second)) if first.text == second.text => {
            format!("`{method} {}` is declared twice", second.text)
        }
        (Reach::Path(first), Reach::Path(second)) => format!(
            "`{method} {}` matches the same requests as `{method} {}`, for example {:?}",
            second.text,
            first.text,
            second.witness()
        ),
        _ => format!("there are two catch-all {method} methods, `{earlier}` and `{later}`"),
    };
    errors.at(&second.place, message);
    errors.note(&first.place, format!("first declared here, by `{earlier}`"));
}

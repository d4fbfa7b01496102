//! What `routing::matching` does with a request, done with an example while the program is compiled.
//!
//! Decides which route of one handler an example leads to. Must not know mounts.

use super::compare::compare;
use super::examples::Segment;
use super::tables::literal;
use crate::routing::table::{Endpoint, Node};

/// Does a node take no other paths than those that are written down?
pub(super) const fn is_fixed(node: &Node) -> bool {
    node.parameter.is_none() && node.rest.is_empty() && node.below.is_empty()
}

/// The id of the route that an example leads to, of this method or of any.
pub(super) const fn route_for(node: &'static Node, segments: &[Segment], method: Option<&str>) -> Option<u16> {
    let [segment, behind @ ..] = segments else {
        return match first_of(node.endpoints, method) {
            None => first_of(node.below, method),
            found => found,
        };
    };
    if let Segment::Literal(text) = segment
        && let Some(child) = literal(node.literals, text)
        && let Some(found) = route_for(child, behind, method)
    {
        return Some(found);
    }
    if let Some(child) = node.parameter
        && !segment.is("")
        && let Some(found) = route_for(child, behind, method)
    {
        return Some(found);
    }
    match first_of(node.rest, method) {
        None => first_of(node.below, method),
        found => found,
    }
}

/// Is there a route that takes paths which begin like this?
pub(super) const fn has_routes_below(node: &'static Node, segments: &[Segment]) -> bool {
    let [segment, behind @ ..] = segments else { return true };
    if !node.rest.is_empty() || !node.below.is_empty() {
        return true;
    }
    if let Segment::Literal(text) = segment
        && let Some(child) = literal(node.literals, text)
        && has_routes_below(child, behind)
    {
        return true;
    }
    match node.parameter {
        Some(child) => !segment.is("") && has_routes_below(child, behind),
        None => false,
    }
}

/// The first route of this method, or of any.
const fn first_of(endpoints: &[Endpoint], method: Option<&str>) -> Option<u16> {
    let mut endpoints = endpoints;
    while let [endpoint, others @ ..] = endpoints {
        match method {
            Some(method) if compare(endpoint.method, method).is_ne() => endpoints = others,
            _ => return Some(endpoint.route),
        }
    }
    None
}

/// Does one of these routes answer this method? To HEAD that of GET does.
pub(super) const fn answers(endpoints: &[Endpoint], method: &str) -> bool {
    first_of(endpoints, Some(method)).is_some()
        || (compare(method, "HEAD").is_eq() && first_of(endpoints, Some("GET")).is_some())
}

pub(super) const fn begins_with(segments: &[Segment], prefix: &[&str]) -> bool {
    let (mut segments, mut prefix) = (segments, prefix);
    while let [wanted, more @ ..] = prefix {
        match segments {
            [first, rest @ ..] if first.is(wanted) => segments = rest,
            _ => return false,
        }
        prefix = more;
    }
    true
}

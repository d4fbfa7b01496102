//! The tree of paths against a request's path.
//!
//! Decides which route is the most specific one: segment by segment from the left, a fixed segment before
//! a parameter before the rest before a bare verb. Nothing is allocated, but for segments with escapes.

use super::path::{decoded_segment, has_escapes, split_first};
use super::table::{Endpoint, Node};
use http::Method;

/// So many texts are compared one by one: a look at the length is enough for most.
const FEW: usize = 8;

/// The route for this method; HEAD takes its own before GET's at each path.
pub(super) fn find(tree: &'static Node, segments: &str, method: &Method) -> Option<u16> {
    let mut found = None;
    visit(tree, Some(segments), &mut |endpoints| {
        found = choose(endpoints, method);
        found.is_some()
    });
    found
}

/// The routes of any method whose path matches.
pub(super) fn find_all(tree: &'static Node, segments: &str) -> Vec<Endpoint> {
    let mut found = Vec::new();
    visit(tree, Some(segments), &mut |endpoints| {
        found.extend_from_slice(endpoints);
        false
    });
    found
}

fn choose(endpoints: &[Endpoint], method: &Method) -> Option<u16> {
    let of = |name: &str| endpoints.iter().find(|endpoint| endpoint.method == name).map(|endpoint| endpoint.route);
    let own = of(method.as_str());
    if own.is_none() && *method == Method::HEAD { of("GET") } else { own }
}

/// Shows the endpoints of all places that match, the most specific first, until `is_enough` says so.
fn visit(node: &'static Node, rest: Option<&str>, is_enough: &mut dyn FnMut(&'static [Endpoint]) -> bool) -> bool {
    let Some(rest) = rest else {
        return (!node.endpoints.is_empty() && is_enough(node.endpoints)) || visit_below(node, is_enough);
    };
    let (segment, behind) = split_first(rest);
    if let Some(child) = literal(node, segment)
        && visit(child, behind, is_enough)
    {
        return true;
    }
    if let Some(child) = node.parameter
        && !segment.is_empty()
        && visit(child, behind, is_enough)
    {
        return true;
    }
    (!node.rest.is_empty() && is_enough(node.rest)) || visit_below(node, is_enough)
}

fn visit_below(node: &'static Node, is_enough: &mut dyn FnMut(&'static [Endpoint]) -> bool) -> bool {
    !node.below.is_empty() && is_enough(node.below)
}

fn literal(node: &'static Node, sent: &str) -> Option<&'static Node> {
    if has_escapes(sent) { literal_with_escapes(node, sent) } else { literal_of(node, sent) }
}

/// Decodes once, however many texts there are to compare with.
#[cold]
fn literal_with_escapes(node: &'static Node, sent: &str) -> Option<&'static Node> {
    if node.literals.is_empty() { None } else { literal_of(node, &decoded_segment(sent)?) }
}

// A call would be 1 % of a small request.
#[inline]
fn literal_of(node: &'static Node, segment: &str) -> Option<&'static Node> {
    if node.literals.len() <= FEW {
        return node.literals.iter().find(|(text, _)| *text == segment).map(|(_, child)| child);
    }
    let place = node.literals.binary_search_by(|(text, _)| text.as_bytes().cmp(segment.as_bytes())).ok()?;
    node.literals.get(place).map(|(_, child)| child)
}

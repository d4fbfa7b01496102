//! The tree of paths against a request's path.
//!
//! Decides which route is the most specific one: segment by segment from the left, a fixed segment before
//! a parameter before the rest before a bare verb. Nothing is allocated, but for segments with escapes.

use super::path::{decoded_segment, has_escapes, split_first};
use super::table::{Endpoint, Node};
use http::Method;

/// So many texts are compared one by one: a look at the length is enough for most.
const FEW: usize = 8;

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) struct Sent<'r> {
    /// The path behind its leading slash.
    pub(super) segments: &'r str,
    /// Is there a `%` anywhere? Most requests have none, and need not be looked through for one segment by segment.
    pub(super) has_escapes: bool,
}

#[cfg(test)]
impl<'r> Sent<'r> {
    pub(super) fn new(segments: &'r str) -> Self {
        Self { segments, has_escapes: segments.contains('%') }
    }
}

/// The route for this method; HEAD takes its own before GET's at each path.
pub(super) fn find(tree: &'static Node, sent: Sent<'_>, method: &Method) -> Option<u16> {
    let mut found = None;
    search(tree, sent, &mut |endpoints| {
        found = choose(endpoints, method);
        found.is_some()
    });
    found
}

/// The routes of any method whose path matches.
pub(super) fn find_all(tree: &'static Node, sent: Sent<'_>) -> Vec<Endpoint> {
    let mut found = Vec::new();
    search(tree, sent, &mut |endpoints| {
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

fn search(tree: &'static Node, sent: Sent<'_>, is_enough: &mut dyn FnMut(&'static [Endpoint]) -> bool) {
    Search { has_escapes: sent.has_escapes, is_enough }.visit(tree, Some(sent.segments));
}

struct Search<'s> {
    has_escapes: bool,
    is_enough: &'s mut dyn FnMut(&'static [Endpoint]) -> bool,
}

impl Search<'_> {
    /// Shows the endpoints of all places that match, the most specific first, until `is_enough` says so.
    fn visit(&mut self, node: &'static Node, rest: Option<&str>) -> bool {
        let Some(rest) = rest else {
            return self.is_enough(node.endpoints) || self.is_enough(node.below);
        };
        let (segment, behind) = split_first(rest);
        if let Some(child) = self.literal(node, segment)
            && self.visit(child, behind)
        {
            return true;
        }
        if let Some(child) = node.parameter
            && !segment.is_empty()
            && self.visit(child, behind)
        {
            return true;
        }
        self.is_enough(node.rest) || self.is_enough(node.below)
    }

    fn is_enough(&mut self, endpoints: &'static [Endpoint]) -> bool {
        !endpoints.is_empty() && (self.is_enough)(endpoints)
    }

    fn literal(&self, node: &'static Node, sent: &str) -> Option<&'static Node> {
        if self.has_escapes && has_escapes(sent) { literal_with_escapes(node, sent) } else { literal_of(node, sent) }
    }
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

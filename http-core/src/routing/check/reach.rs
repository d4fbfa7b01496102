//! Which routes and mounts below a handler are never asked.
//!
//! Decides which of them are looked at, in which order, and by which examples each is judged. Must not know who takes an
//! example, nor the words in which this is told.

use super::compare::compare;
use super::examples::{Examples, Path, Segment};
use super::matching::{answers, is_fixed};
use super::tables::{Table, literal};
use super::text::Text;
use super::way::Way;
use super::words;
use crate::routing::table::{Endpoint, Node};

/// A route or mount, at any depth below one mount of the handler, that is never asked because of the handler itself.
pub(super) const fn mistake_in_mount(table: &'static Table, place: usize) -> Option<Text> {
    let mount = &table.mounts[place];
    let way = Way { table, mount, above: None, start: 0 };
    let (Some(mounted), Some(path)) = (table.mounted(place), Path::ROOT.with_prefix(mount.segments)) else {
        return None;
    };
    let Some(examples) = Examples::of_all(path) else { return None };
    // Where the whole mount is taken, that is told of the handler by itself.
    if way.taker_of_all(&examples, None).is_some() { None } else { mistake_below(mounted, &way, path) }
}

const fn mistake_below(table: &'static Table, way: &Way<'_>, path: Path) -> Option<Text> {
    if !way.top().may_take_below(&path) {
        return None;
    }
    if let Some(text) = (Place { table, way, start: path.length }).mistake(path) {
        return Some(text);
    }
    let mut place = 0;
    while place < table.mounts.len() {
        let mount = &table.mounts[place];
        let below = Way { table, mount, above: Some(way), start: path.length };
        if let Some(path) = path.with_prefix(mount.segments)
            && let Some(text) = mistake_through(&below, table.mounted(place), path)
        {
            return Some(text);
        }
        place += 1;
    }
    None
}

/// The mount that the way goes through, and what is mounted there.
const fn mistake_through(way: &Way<'_>, mounted: Option<&'static Table>, path: Path) -> Option<Text> {
    if let Some(examples) = Examples::of_all(path)
        && let Some(taker) = way.taker_of_all(&examples, None)
    {
        return Some(words::mount_is_taken(way, taker));
    }
    match mounted {
        Some(mounted) if !way.leads_through(mounted) => mistake_below(mounted, way, path),
        _ => None,
    }
}

/// A handler whose routes are looked at, and the way to it.
struct Place<'w> {
    table: &'static Table,
    way: &'w Way<'w>,
    start: usize,
}

impl Place<'_> {
    const fn mistake(&self, path: Path) -> Option<Text> {
        match self.way.top().meets(path.as_slice()) {
            // The prefix of a mount is also its root.
            Some(other) if path.length == 0 || other.endpoints.is_empty() => {
                self.mistake_beside(self.table.tree, other, path)
            }
            _ => self.mistake_in(self.table.tree, path),
        }
    }

    /// The same as `mistake_in`, where one node of the top has all routes that there are at this path. Both trees are
    /// sorted, so most often a look at their literals is all it takes.
    const fn mistake_beside(&self, node: &'static Node, other: &'static Node, path: Path) -> Option<Text> {
        if !is_fixed(other) {
            return self.mistake_in(node, path);
        }
        if !other.endpoints.is_empty()
            && let Some(text) = self.mistake_at(node, path)
        {
            return Some(text);
        }
        let (mut own, mut others) = (node.literals, other.literals);
        while let ([(literal, child), more @ ..], [(other_literal, other_child), more_others @ ..]) = (own, others) {
            let order = compare(literal, other_literal);
            if order.is_eq()
                && let Some(path) = path.with(Segment::Literal(literal))
                && let Some(text) = self.mistake_beside(child, other_child, path)
            {
                return Some(text);
            }
            own = if order.is_le() { more } else { own };
            others = if order.is_ge() { more_others } else { others };
        }
        None
    }

    /// The first mistake in a node, which is at this path, and in all below it.
    const fn mistake_in(&self, node: &'static Node, path: Path) -> Option<Text> {
        if !self.way.top().may_take_below(&path) {
            return None;
        }
        if let Some(text) = self.mistake_at(node, path) {
            return Some(text);
        }
        let mut literals = node.literals;
        while let [(literal, child), others @ ..] = literals {
            if let Some(path) = path.with(Segment::Literal(literal))
                && let Some(text) = self.mistake_in(child, path)
            {
                return Some(text);
            }
            literals = others;
        }
        match (node.parameter, path.with(Segment::Other)) {
            (Some(child), Some(path)) => self.mistake_in(child, path),
            _ => None,
        }
    }

    const fn mistake_at(&self, node: &Node, path: Path) -> Option<Text> {
        if let [route, ..] = node.endpoints
            && let Some(text) = self.mistake_of(route, Some(Examples::of_end(path, self.start)))
        {
            return Some(text);
        }
        let mut rest = node.rest;
        while let [route, others @ ..] = rest {
            if let Some(text) = self.mistake_of(route, self.examples_of_rest(node, route.method, path)) {
                return Some(text);
            }
            rest = others;
        }
        let mut below = node.below;
        while let [route, others @ ..] = below {
            if let Some(text) = self.mistake_of(route, self.examples_of_bare(node, route.method, path)) {
                return Some(text);
            }
            below = others;
        }
        None
    }

    /// Of `{*rest}`, which takes at least one segment. At the prefix of a mount that may be the empty one of `/`, unless a
    /// route for `/` has it.
    const fn examples_of_rest(&self, node: &Node, method: &str, path: Path) -> Option<Examples> {
        if path.length == self.start && !self.is_end_taken(node, method, path) {
            Examples::of_all(path)
        } else {
            Examples::of_below(path)
        }
    }

    /// Of a bare verb, which has what `{*rest}` and routes that end here leave.
    const fn examples_of_bare(&self, node: &Node, method: &str, path: Path) -> Option<Examples> {
        let is_below_taken = answers(node.rest, method);
        let is_root = path.length == self.start;
        let is_end_taken = self.is_end_taken(node, method, path) || (is_root && is_below_taken);
        match (is_end_taken, is_below_taken) {
            (false, false) => Examples::of_all(path),
            (false, true) => Some(Examples::one(path).of_rest()),
            (true, false) => match Examples::of_below(path) {
                Some(examples) => Some(examples.of_rest()),
                None => None,
            },
            (true, true) => None,
        }
    }

    /// Does the handler have a route that ends at this path? At the prefix of a mount it is the one for `/`.
    const fn is_end_taken(&self, node: &Node, method: &str, path: Path) -> bool {
        if path.length > self.start {
            return answers(node.endpoints, method);
        }
        match literal(node.literals, "") {
            Some(root) => answers(root.endpoints, method),
            None => false,
        }
    }

    const fn mistake_of(&self, route: &Endpoint, examples: Option<Examples>) -> Option<Text> {
        let Some(examples) = examples else { return None };
        match self.way.taker_of_all(&examples, Some(route.method)) {
            Some(taker) => Some(words::route_is_taken(self.way, self.table.route(route.route), taker)),
            None => None,
        }
    }
}

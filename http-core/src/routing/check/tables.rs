//! The tables of a handler and of all that is mounted in it, without their types.
//!
//! Decides how deep they are known. Must not know what they are looked at for.

use super::compare::compare;
use crate::routing::table::{Mount, Node, Route, Routes};
use std::cmp::Ordering;
use std::marker::PhantomData;
use std::sync::Arc;

/// How many levels of mounts are looked at. There has to be an end: a handler may be mounted in itself.
///
/// A constant cannot count down, but a type can.
pub trait Levels {
    type Less: Levels;
    const IS_LAST: bool;
}

#[derive(Debug)]
pub struct Last;

#[derive(Debug)]
pub struct More<L>(PhantomData<L>);

impl Levels for Last {
    type Less = Self;
    const IS_LAST: bool = true;
}

impl<L: Levels> Levels for More<L> {
    type Less = L;
    const IS_LAST: bool = false;
}

type Four<L> = More<More<More<More<L>>>>;
/// Sixteen.
pub type Full = Four<Four<Four<Four<Last>>>>;

/// A generated handler, or one in an `Option`, `Arc` or `Box`.
pub trait Nested<L: Levels> {
    type Handler;
    /// What is mounted in it, in the order of the mounts.
    const TABLES: &'static [Option<&'static Table>] = &[];
}

impl<L: Levels, H: Nested<L>> Nested<L> for Option<H> {
    type Handler = H::Handler;
}

impl<L: Levels, H: Nested<L>> Nested<L> for Arc<H> {
    type Handler = H::Handler;
}

impl<L: Levels, H: Nested<L>> Nested<L> for Box<H> {
    type Handler = H::Handler;
}

/// A handler as the checks see it.
#[derive(Debug)]
pub struct Table {
    pub(super) name: &'static str,
    pub(super) routes: &'static [Route],
    pub(super) is_dense: bool,
    pub(super) tree: &'static Node,
    pub(super) mounts: &'static [Mount],
    /// One a mount, or none at all on the last level.
    pub(super) mounted: &'static [Option<&'static Self>],
}

impl Table {
    pub(super) const fn of<H: Routes + Nested<L>, L: Levels>() -> Self {
        Self {
            name: H::NAME,
            routes: H::ROUTES,
            is_dense: H::DENSE,
            tree: H::TREE,
            mounts: H::MOUNTS,
            mounted: if L::IS_LAST { &[] } else { mounted_in::<H, L>() },
        }
    }

    /// The handler in this mount, if its table is known.
    pub(super) const fn mounted(&self, place: usize) -> Option<&'static Self> {
        if place < self.mounted.len() { self.mounted[place] } else { None }
    }

    /// The route of this id, which an endpoint names.
    pub(super) const fn route(&self, id: u16) -> &'static Route {
        let mut place = if self.is_dense { id as usize } else { 0 };
        while self.routes[place].id != id {
            place += 1;
        }
        &self.routes[place]
    }

    /// Two handlers that are told from each other by nothing count as one.
    pub(super) const fn is(&self, other: &Self) -> bool {
        if compare(self.name, other.name).is_ne() || self.mounts.len() != other.mounts.len() {
            return false;
        }
        match (self.routes, other.routes) {
            ([], []) => true,
            ([first, ..], [second, ..]) => first.line == second.line && compare(first.file, second.file).is_eq(),
            _ => false,
        }
    }
}

/// A function of its own, because constants are evaluated when the function that names them is entered, whether they
/// are come upon or not; and on the last level there is no end of them.
const fn mounted_in<H: Nested<L>, L: Levels>() -> &'static [Option<&'static Table>] {
    H::TABLES
}

/// The first route whose literal segments begin with these.
pub(super) const fn first_below(tree: &'static Node, segments: &[&str]) -> Option<u16> {
    let (mut node, mut segments) = (tree, segments);
    while let [segment, behind @ ..] = segments {
        match literal(node.literals, segment) {
            Some(child) => node = child,
            None => return None,
        }
        segments = behind;
    }
    first_in(node)
}

/// The literals are sorted, so half of them are left out at each step.
pub(super) const fn literal(literals: &'static [(&'static str, Node)], wanted: &str) -> Option<&'static Node> {
    let (mut low, mut high) = (0, literals.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        match compare(literals[middle].0, wanted) {
            Ordering::Less => low = middle + 1,
            Ordering::Equal => return Some(&literals[middle].1),
            Ordering::Greater => high = middle,
        }
    }
    None
}

/// The first route of a node and all below it. Nodes are empty where a `cfg` left the routes out.
const fn first_in(node: &Node) -> Option<u16> {
    if let [first, ..] = node.endpoints {
        return Some(first.route);
    }
    if let [first, ..] = node.below {
        return Some(first.route);
    }
    let mut literals = node.literals;
    while let [(_, child), others @ ..] = literals {
        if let Some(found) = first_in(child) {
            return Some(found);
        }
        literals = others;
    }
    if let Some(child) = node.parameter
        && let Some(found) = first_in(child)
    {
        return Some(found);
    }
    if let [first, ..] = node.rest { Some(first.route) } else { None }
}

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
    const HAS_ROUTES: bool;
}

/// The end; and whether the tables have their routes, which only a message needs. The compiler looks at all that a
/// constant refers to, once for each constant, so most time goes into what tables have in them.
#[derive(Debug)]
pub struct Last<const HAS_ROUTES: bool>;

#[derive(Debug)]
pub struct More<L>(PhantomData<L>);

impl<const HAS_ROUTES: bool> Levels for Last<HAS_ROUTES> {
    type Less = Self;
    const IS_LAST: bool = true;
    const HAS_ROUTES: bool = HAS_ROUTES;
}

impl<L: Levels> Levels for More<L> {
    type Less = L;
    const IS_LAST: bool = false;
    const HAS_ROUTES: bool = L::HAS_ROUTES;
}

type Four<L> = More<More<More<More<L>>>>;
type Sixteen<L> = Four<Four<Four<Four<L>>>>;
/// What is needed to find a mistake.
pub type Bare = Sixteen<Last<false>>;
/// What is needed to tell of it.
pub type Full = Sixteen<Last<true>>;

/// A generated handler, or one in an `Option`, `Arc` or `Box`.
pub trait Nested<L: Levels> {
    type Handler;
    /// What is mounted in it, in the order of the mounts.
    const TABLES: &'static [Option<Table>] = &[];
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
    /// None in a bare table.
    pub(super) routes: &'static [Route],
    pub(super) has_routes: bool,
    pub(super) is_dense: bool,
    /// Where the first route is.
    pub(super) place: (&'static str, u32),
    pub(super) tree: &'static Node,
    pub(super) mounts: &'static [Mount],
    /// One a mount, or none at all on the last level.
    pub(super) mounted: &'static [Option<Self>],
}

impl Table {
    pub(super) const fn of<H: Routes + Nested<L>, L: Levels>() -> Self {
        Self {
            name: H::NAME,
            routes: if L::HAS_ROUTES { H::ROUTES } else { &[] },
            has_routes: !H::ROUTES.is_empty(),
            is_dense: H::DENSE,
            place: if let [first, ..] = H::ROUTES { (first.file, first.line) } else { ("", 0) },
            tree: H::TREE,
            mounts: H::MOUNTS,
            mounted: if L::IS_LAST { &[] } else { mounted_in::<H, L>() },
        }
    }

    /// The handler in this mount, if its table is known.
    pub(super) const fn mounted(&self, place: usize) -> Option<&'static Self> {
        if place < self.mounted.len() { self.mounted[place].as_ref() } else { None }
    }

    /// The route of this id, which an endpoint names.
    pub(super) const fn route(&self, id: u16) -> &'static Route {
        if self.routes.is_empty() {
            return &Route::DEFAULT;
        }
        let mut place = if self.is_dense { id as usize } else { 0 };
        while self.routes[place].id != id {
            place += 1;
        }
        &self.routes[place]
    }

    /// Two handlers that are told from each other by nothing count as one.
    pub(super) const fn is(&self, other: &Self) -> bool {
        compare(self.name, other.name).is_eq()
            && self.mounts.len() == other.mounts.len()
            && self.place.1 == other.place.1
            && compare(self.place.0, other.place.0).is_eq()
    }
}

/// A function of its own, because constants are evaluated when the function that names them is entered, whether they
/// are come upon or not; and on the last level there is no end of them.
const fn mounted_in<H: Nested<L>, L: Levels>() -> &'static [Option<Table>] {
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

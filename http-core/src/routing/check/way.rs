//! The handlers and mounts that a request passes on its way down to a route.
//!
//! Decides who on the way takes an example before it comes to its route. Must not know which routes are asked about.

use super::examples::{EMPTY, Examples, Path, Segment};
use super::matching::{begins_with, has_routes_below, is_fixed, route_for};
use super::tables::{Table, literal};
use crate::routing::table::{Mount, Node};

/// A handler on the way down, and the mount that the way goes through.
pub(super) struct Way<'w> {
    pub(super) table: &'static Table,
    pub(super) mount: &'static Mount,
    pub(super) above: Option<&'w Self>,
    /// How many segments lead to the handler.
    pub(super) start: usize,
}

/// Who is asked instead.
#[derive(Clone, Copy)]
pub(super) enum Taker {
    Mount(&'static Mount),
    /// An own route, by its id.
    Route(u16),
    /// The same, where it takes no more than other routes leave.
    RouteOfRest(u16),
}

impl Taker {
    const fn of_rest(self) -> Self {
        match self {
            Self::Route(own) => Self::RouteOfRest(own),
            _ => self,
        }
    }

    /// What takes one example, where this other one takes the second.
    const fn beside(self, other: Option<Self>) -> Self {
        match (self, other) {
            (Self::Route(own), Some(Self::Route(other))) if own == other => self,
            _ => self.of_rest(),
        }
    }
}

impl Way<'_> {
    /// The handler at which the way begins.
    pub(super) const fn top(&self) -> &Self {
        let mut way = self;
        while let Some(above) = way.above {
            way = above;
        }
        way
    }

    pub(super) const fn leads_through(&self, table: &Table) -> bool {
        if self.table.is(table) {
            return true;
        }
        match self.above {
            Some(above) => above.leads_through(table),
            None => false,
        }
    }

    /// What the handler asks for this path before the mount, if it does. An own route of the method goes before others.
    const fn taker(&self, path: &Path, method: Option<&str>) -> Option<Taker> {
        let behind = path.as_slice().split_at(self.start).1;
        let behind = if behind.is_empty() { &[EMPTY] } else { behind };
        let mut mounts = self.table.mounts;
        while let [mount, others @ ..] = mounts {
            if mount.segments.len() > self.mount.segments.len() && begins_with(behind, mount.segments) {
                return Some(Taker::Mount(mount));
            }
            mounts = others;
        }
        if !self.mount.segments.is_empty() {
            return None;
        }
        let Some(any) = route_for(self.table.tree, behind, None) else { return None };
        match route_for(self.table.tree, behind, method) {
            Some(route) => Some(Taker::Route(route)),
            None => Some(Taker::Route(any)),
        }
    }

    /// Can the top take anything at or below this path? Mostly not, and then nothing there is looked at.
    pub(super) const fn may_take_below(&self, path: &Path) -> bool {
        let mut mounts = self.table.mounts;
        while let [mount, others @ ..] = mounts {
            let common = if path.length < mount.segments.len() { path.length } else { mount.segments.len() };
            let is_other = mount.segments.len() > self.mount.segments.len();
            if is_other && begins_with(path.as_slice(), mount.segments.split_at(common).0) {
                return true;
            }
            mounts = others;
        }
        self.mount.segments.is_empty() && has_routes_below(self.table.tree, path.as_slice())
    }

    /// The node of the top's tree at this path, if nothing but that can take what is there.
    pub(super) const fn meets(&self, path: &[Segment]) -> Option<&'static Node> {
        if !self.mount.segments.is_empty() || self.table.mounts.len() > 1 {
            return None;
        }
        let (mut node, mut path) = (self.table.tree, path);
        while let [segment, behind @ ..] = path {
            let Segment::Literal(text) = segment else { return None };
            if !is_fixed(node) {
                return None;
            }
            match literal(node.literals, text) {
                Some(child) => node = child,
                None => return None,
            }
            path = behind;
        }
        Some(node)
    }

    /// Is the path taken on the way, but below the top? Then it is a mistake of the handler there.
    const fn is_taken_below_top(&self, path: &Path) -> bool {
        match self.above {
            Some(above) => self.taker(path, None).is_some() || above.is_taken_below_top(path),
            None => false,
        }
    }

    /// Who takes all examples, if it takes the handler at the top to do so. Most often that takes none of them, and
    /// nobody else is looked at.
    pub(super) const fn taker_of_all(&self, examples: &Examples, method: Option<&str>) -> Option<Taker> {
        let Examples { first, second, is_rest } = examples;
        let first_taker = self.top().taker(first, method);
        let Some(second) = second else {
            return match self.unless_below_top(first, first_taker) {
                Some(taker) if *is_rest => Some(taker.of_rest()),
                taker => taker,
            };
        };
        let second_taker = self.top().taker(second, method);
        let is_taken = (first_taker.is_some() || second_taker.is_some())
            && (first_taker.is_some() || self.is_taken_below_top(first))
            && (second_taker.is_some() || self.is_taken_below_top(second));
        if !is_taken {
            return None;
        }
        // Who takes the longer path takes more.
        match (self.unless_below_top(second, second_taker), self.unless_below_top(first, first_taker)) {
            (Some(taker), _) => Some(taker.beside(first_taker)),
            (None, Some(taker)) => Some(taker.beside(second_taker)),
            (None, None) => None,
        }
    }

    const fn unless_below_top(&self, path: &Path, taker: Option<Taker>) -> Option<Taker> {
        if taker.is_none() || self.is_taken_below_top(path) { None } else { taker }
    }
}

//! Which routes and mounts below a handler are never asked.
//!
//! Decides by examples. Whatever can take a path on its way, a mount or an outer handler's own route, is made of fixed
//! segments and of parts that take anything, so a few paths stand for all that a route takes: those with segments that
//! nobody has written down. `/{*rest}` is `//other` among others: no `{name}` takes an empty segment, and no literal
//! stands behind one. Where all examples are taken by somebody else, all paths are.
//!
//! Must not know the words in which this is told.

use super::compare::compare;
use super::tables::{Table, literal};
use super::text::Text;
use super::words;
use crate::routing::table::{Endpoint, Mount, Node};

/// A segment of an example.
#[derive(Clone, Copy)]
enum Segment {
    Literal(&'static str),
    /// One that is not empty, and different from all that are written down.
    Other,
}

const EMPTY: Segment = Segment::Literal("");

impl Segment {
    const fn is(self, text: &str) -> bool {
        match self {
            Self::Literal(own) => compare(own, text).is_eq(),
            Self::Other => false,
        }
    }
}

/// The beginning of a path, or all of it. Longer ones are not checked: there is no heap in a constant.
#[derive(Clone, Copy)]
struct Path {
    segments: [Segment; Self::CAPACITY],
    length: usize,
}

impl Path {
    const CAPACITY: usize = 24;
    const ROOT: Self = Self { segments: [EMPTY; Self::CAPACITY], length: 0 };

    const fn as_slice(&self) -> &[Segment] {
        self.segments.split_at(self.length).0
    }

    const fn with(mut self, segment: Segment) -> Option<Self> {
        if self.length == Self::CAPACITY {
            return None;
        }
        self.segments[self.length] = segment;
        self.length += 1;
        Some(self)
    }

    const fn with_prefix(mut self, prefix: &[&'static str]) -> Option<Self> {
        let mut prefix = prefix;
        while let [segment, others @ ..] = prefix {
            match self.with(Segment::Literal(segment)) {
                Some(longer) => self = longer,
                None => return None,
            }
            prefix = others;
        }
        Some(self)
    }

    /// This path, with more behind it that only those take who take anything.
    const fn with_anything(self) -> Option<Self> {
        match self.with(EMPTY) {
            Some(path) => path.with(Segment::Other),
            None => None,
        }
    }

    const fn without_last(mut self) -> Self {
        self.length -= 1;
        self
    }
}

/// One or two paths that stand for all that a route or mount takes.
struct Examples {
    first: Path,
    second: Option<Path>,
    /// Do other routes of its handler take some of its paths?
    is_rest: bool,
}

impl Examples {
    const fn one(first: Path) -> Self {
        Self { first, second: None, is_rest: false }
    }

    const fn two(first: Path, second: Path) -> Self {
        Self { first, second: Some(second), is_rest: false }
    }

    const fn of_rest(self) -> Self {
        Self { is_rest: true, ..self }
    }

    /// Of a route whose path ends here. At the prefix of a mount, the handler sees `/` with and without the slash.
    const fn of_end(path: Path, start: usize) -> Self {
        let is_root = start > 0 && path.length == start + 1 && path.as_slice()[start].is("");
        if is_root { Self::two(path.without_last(), path) } else { Self::one(path) }
    }

    /// Of what takes nothing but what is below this path.
    const fn of_below(path: Path) -> Option<Self> {
        match path.with_anything() {
            Some(longer) => Some(Self::one(longer)),
            None => None,
        }
    }

    /// Of what takes this path and all below it: a bare verb, a mount.
    const fn of_all(path: Path) -> Option<Self> {
        match path.with_anything() {
            Some(longer) if path.length == 0 => Some(Self::one(longer)),
            Some(longer) => Some(Self::two(path, longer)),
            None => None,
        }
    }
}

/// A handler on the way down, and the mount that the way goes through.
pub(super) struct Way<'w> {
    pub(super) table: &'static Table,
    pub(super) mount: &'static Mount,
    pub(super) above: Option<&'w Self>,
    /// How many segments lead to the handler.
    start: usize,
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

    const fn leads_through(&self, table: &Table) -> bool {
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
    const fn may_take_below(&self, path: &Path) -> bool {
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
    const fn meets(&self, path: &[Segment]) -> Option<&'static Node> {
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
    const fn taker_of_all(&self, examples: &Examples, method: Option<&str>) -> Option<Taker> {
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

/// Does a node take no other paths than those that are written down?
const fn is_fixed(node: &Node) -> bool {
    node.parameter.is_none() && node.rest.is_empty() && node.below.is_empty()
}

/// The route that a path leads to: what `matching` does, for examples.
const fn route_for(node: &'static Node, segments: &[Segment], method: Option<&str>) -> Option<u16> {
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
const fn has_routes_below(node: &'static Node, segments: &[Segment]) -> bool {
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
const fn answers(endpoints: &[Endpoint], method: &str) -> bool {
    first_of(endpoints, Some(method)).is_some()
        || (compare(method, "HEAD").is_eq() && first_of(endpoints, Some("GET")).is_some())
}

const fn begins_with(segments: &[Segment], prefix: &[&str]) -> bool {
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

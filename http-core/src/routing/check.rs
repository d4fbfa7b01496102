//! Routes and mounts that can never be reached, found while the program is compiled.
//!
//! Decides what is refused across handlers, and in which words, over nothing but their constant tables. Must not know
//! requests, nor what one impl shows by itself: that is the macros' matter.
//!
//! Every function from `check` to the panic is `#[track_caller]`: that keeps this file out of the compiler's message,
//! which points at the user's type instead.

#![allow(missing_docs, reason = "named by generated code only")]

use super::table::{Endpoint, Mount, Mounts, Node, Route, Routes};
use std::cmp::Ordering;
use std::marker::PhantomData;

/// A handler by itself.
///
/// `Own::<H>::TABLE` is the constant of the type where `H` has both halves; where one is missing, which is an error of
/// its own, it is that of the trait [`Unchecked`].
#[derive(Debug)]
pub struct Own<H>(PhantomData<H>);

/// A handler in a field of another. It has a `TABLE` where both are generated; `dyn Handler` and handlers written by
/// hand have no table to look at.
#[derive(Debug)]
pub struct Child<Outer, Inner: ?Sized>(PhantomData<(Outer, Inner)>);

/// Something in the `#[handler]` of the type was wrong, so that its mounts are not all known.
pub trait Faulty {}

/// What there is where a type has no such constant itself.
pub trait Unchecked {
    const TABLE: NoTable = NoTable;
    const IS_FAULTY: bool = false;
}

impl<H> Unchecked for Own<H> {}
impl<Outer, Inner: ?Sized> Unchecked for Child<Outer, Inner> {}

#[derive(Debug, Clone, Copy)]
pub struct NoTable;

impl NoTable {
    pub const fn check(self, _is_faulty: bool) {}
    pub const fn check_mounted(self, _field: &str) {}
}

#[derive(Debug)]
pub struct OwnTable<H>(PhantomData<H>);

#[derive(Debug)]
pub struct ChildTable<Outer, Inner>(PhantomData<(Outer, Inner)>);

impl<H: Faulty> Own<H> {
    pub const IS_FAULTY: bool = true;
}

// `Mounts` is named as well, for it may be missing where `Routes` is there.
impl<H: Routes + Mounts> Own<H> {
    pub const TABLE: OwnTable<H> = OwnTable(PhantomData);
}

impl<Outer: Routes + Mounts, Inner: Routes + Mounts> Child<Outer, Inner> {
    pub const TABLE: ChildTable<Outer, Inner> = ChildTable(PhantomData);
}

impl<H: Routes> OwnTable<H> {
    /// Refuses a handler without anything in it, and own routes that a mount takes or that leave nothing to one.
    #[track_caller]
    pub const fn check(self, is_faulty: bool) {
        if !is_faulty && let Some(text) = mistake_of::<H>() {
            refuse(&text);
        }
    }
}

impl<Outer: Routes, Inner: Routes> ChildTable<Outer, Inner> {
    /// Refuses routes and mounts of the handler in `field` that the outer handler never asks.
    #[track_caller]
    pub const fn check_mounted(self, field: &str) {
        let mut mounts = Outer::MOUNTS;
        while let [mount, others @ ..] = mounts {
            if compare(mount.field, field).is_eq()
                && let Some(text) = mistake_in_mount::<Outer, Inner>(mount)
            {
                refuse(&text);
            }
            mounts = others;
        }
    }
}

#[track_caller]
#[expect(clippy::panic, reason = "this is how a constant fails the build")]
const fn refuse(text: &Text) -> ! {
    panic!("{}", text.as_str())
}

const fn mistake_of<H: Routes>() -> Option<Text> {
    // A table that is not dense has routes that a `cfg` may leave out: in another build they are there.
    if H::ROUTES.is_empty() && H::DENSE && H::MOUNTS.is_empty() {
        return Some(nothing_in_it::<H>());
    }
    let mut mounts = H::MOUNTS;
    while let [mount, others @ ..] = mounts {
        if let Some(text) = mistake_beside::<H>(mount) {
            return Some(text);
        }
        mounts = others;
    }
    None
}

/// An own route where the mount is, or a bare verb beside the mount at `/`.
const fn mistake_beside<H: Routes>(mount: &Mount<H>) -> Option<Text> {
    if mount.segments.is_empty() {
        return match H::TREE.below {
            [bare, ..] => Some(bare_beside_root::<H>(route(bare.route), mount)),
            [] => None,
        };
    }
    match first_below(H::TREE, mount.segments) {
        Some(id) => Some(own_below_mount::<H>(route(id), mount)),
        None => None,
    }
}

const fn mistake_in_mount<Outer: Routes, Inner: Routes>(mount: &Mount<Outer>) -> Option<Text> {
    let mut siblings = Outer::MOUNTS;
    while let [sibling, others @ ..] = siblings {
        if let Some(behind @ [_, ..]) = behind(sibling.segments, mount.segments)
            && let Some(text) = mistake_below::<Outer, Inner>(mount, sibling, behind)
        {
            return Some(text);
        }
        siblings = others;
    }
    // Bare verbs beside a mount at `/` are a mistake that is reported where they are.
    if mount.segments.is_empty() && Outer::TREE.below.is_empty() {
        return match first_twin(Outer::TREE, Inner::TREE) {
            Some((own, mounted)) => Some(declared_twice(route::<Outer>(own), route::<Inner>(mounted), mount)),
            None => None,
        };
    }
    None
}

/// A route or mount of the mounted handler at or below a sibling, which is `behind` the handler's own mount.
const fn mistake_below<Outer: Routes, Inner: Routes>(
    mount: &Mount<Outer>,
    sibling: &Mount<Outer>,
    behind: &[&str],
) -> Option<Text> {
    if let Some(id) = first_below(Inner::TREE, behind) {
        return Some(mounted_below_sibling(route::<Inner>(id), mount, sibling));
    }
    let mut inner = Inner::MOUNTS;
    while let [deeper, others @ ..] = inner {
        if self::behind(deeper.segments, behind).is_some() {
            return Some(mount_below_sibling::<Outer, Inner>(deeper, mount, sibling));
        }
        inner = others;
    }
    None
}

/// What follows in `segments` behind `prefix`, if they begin with it.
const fn behind<'s>(segments: &'s [&'static str], prefix: &[&str]) -> Option<&'s [&'static str]> {
    let (mut segments, mut prefix) = (segments, prefix);
    while let [wanted, more @ ..] = prefix {
        match segments {
            [first, rest @ ..] if compare(first, wanted).is_eq() => segments = rest,
            _ => return None,
        }
        prefix = more;
    }
    Some(segments)
}

/// The first route whose literal segments begin with these.
const fn first_below(tree: &'static Node, segments: &[&str]) -> Option<u16> {
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
const fn literal(literals: &'static [(&'static str, Node)], wanted: &str) -> Option<&'static Node> {
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

/// The first two routes of one method and one shape.
const fn first_twin(outer: &Node, inner: &Node) -> Option<(u16, u16)> {
    if let Some(twin) = first_of_one_method(outer.endpoints, inner.endpoints) {
        return Some(twin);
    }
    if let Some(twin) = first_of_one_method(outer.rest, inner.rest) {
        return Some(twin);
    }
    if let Some(twin) = first_of_one_method(outer.below, inner.below) {
        return Some(twin);
    }
    if let (Some(outer), Some(inner)) = (outer.parameter, inner.parameter)
        && let Some(twin) = first_twin(outer, inner)
    {
        return Some(twin);
    }
    first_twin_in(outer.literals, inner.literals)
}

/// Goes through both lists at once: both are sorted.
const fn first_twin_in(
    outer: &'static [(&'static str, Node)],
    inner: &'static [(&'static str, Node)],
) -> Option<(u16, u16)> {
    let (mut outer, mut inner) = (outer, inner);
    while let ([(left, own), more_outer @ ..], [(right, mounted), more_inner @ ..]) = (outer, inner) {
        let order = compare(left, right);
        if order.is_eq()
            && let Some(twin) = first_twin(own, mounted)
        {
            return Some(twin);
        }
        outer = if order.is_le() { more_outer } else { outer };
        inner = if order.is_ge() { more_inner } else { inner };
    }
    None
}

const fn first_of_one_method(outer: &[Endpoint], inner: &[Endpoint]) -> Option<(u16, u16)> {
    let mut outer = outer;
    while let [own, more @ ..] = outer {
        let mut inner = inner;
        while let [mounted, others @ ..] = inner {
            if compare(own.method, mounted.method).is_eq() {
                return Some((own.route, mounted.route));
            }
            inner = others;
        }
        outer = more;
    }
    None
}

/// As texts are sorted: by their bytes.
const fn compare(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    loop {
        match (left, right) {
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([first, more_left @ ..], [second, more_right @ ..]) => {
                if *first != *second {
                    return if *first < *second { Ordering::Less } else { Ordering::Greater };
                }
                (left, right) = (more_left, more_right);
            }
        }
    }
}

/// The route of this id, which an endpoint names.
const fn route<H: Routes>(id: u16) -> &'static Route<H> {
    let mut place = if H::DENSE { id as usize } else { 0 };
    while H::ROUTES[place].id != id {
        place += 1;
    }
    &H::ROUTES[place]
}

const fn nothing_in_it<H: Routes>() -> Text {
    let text = Text::new("`").with(H::NAME).with("` has neither routes nor mounts");
    text.help("add `#[get(\"/\")] fn index(&self) -> &'static str { \"hello\" }`, or remove `#[handler]`")
}

const fn bare_beside_root<H: Routes>(bare: &Route<H>, mount: &Mount<H>) -> Text {
    let text = Text::new("route conflict: the bare `").with(bare.method).with("` takes every path");
    let text = text.with(", and leaves nothing to the mount at `/`");
    let text = text.at_route(bare).at_mount::<H>(mount);
    text.help("give the bare method a path, or move it into the mounted handler")
}

const fn own_below_mount<H: Routes>(own: &Route<H>, mount: &Mount<H>) -> Text {
    let text = Text::new("route conflict: ").lies_below("", own, mount.prefix);
    let text = text.at_route(own).at_mount::<H>(mount);
    text.help("move the route into the mounted handler, or choose another path")
}

const fn mounted_below_sibling<Outer: Routes, H>(own: &Route<H>, mount: &Mount<Outer>, sibling: &Mount<Outer>) -> Text {
    let text = Text::new("route conflict: ").lies_below(without_root(mount.prefix), own, sibling.prefix);
    let text = text.at_route(own).mounted::<Outer>(mount).at_mount::<Outer>(sibling);
    let text = text.help("move the route into the handler mounted at `").with(sibling.prefix);
    text.with("`, or choose another path")
}

const fn mount_below_sibling<Outer: Routes, Inner: Routes>(
    deeper: &Mount<Inner>,
    mount: &Mount<Outer>,
    sibling: &Mount<Outer>,
) -> Text {
    let before = without_root(mount.prefix);
    let text = Text::new("mount conflict: ");
    let text = if before.len() + deeper.prefix.len() == sibling.prefix.len() {
        text.with("two handlers are mounted at `")
    } else {
        text.with("the mount at `").with(before).with(deeper.prefix).with("` lies below the mount at `")
    };
    let text = text.with(sibling.prefix).with("`");
    let text = text.at_mount::<Inner>(deeper).mounted::<Outer>(mount).at_mount::<Outer>(sibling);
    text.help("mount one of the two elsewhere")
}

const fn declared_twice<Outer: Routes, Inner: Routes>(
    own: &Route<Outer>,
    mounted: &Route<Inner>,
    mount: &Mount<Outer>,
) -> Text {
    let text = Text::new("route conflict: `").request(mounted);
    let text = if compare(own.path, mounted.path).is_eq() {
        text.with("` is declared twice")
    } else {
        text.with("` matches the same requests as `").request(own).with("`")
    };
    let text = text.at_route(own).at_route(mounted).mounted::<Outer>(mount);
    let text = text.help("remove one of the two: the handler mounted at `/` takes what no route of `");
    text.with(Outer::NAME).with("` matches")
}

/// What goes before the paths of the handler that is mounted there.
const fn without_root(prefix: &'static str) -> &'static str {
    if compare(prefix, "/").is_eq() { "" } else { prefix }
}

/// A message in the making. What does not fit is left out.
struct Text {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Text {
    const CAPACITY: usize = 4096;

    const fn new(start: &str) -> Self {
        Self { bytes: [0; Self::CAPACITY], length: 0 }.with(start)
    }

    const fn with(mut self, piece: &str) -> Self {
        let piece = piece.as_bytes();
        if piece.len() > Self::CAPACITY - self.length {
            return self;
        }
        let mut place = 0;
        while place < piece.len() {
            self.bytes[self.length + place] = piece[place];
            place += 1;
        }
        self.length += piece.len();
        self
    }

    const fn with_number(self, number: u32) -> Self {
        let text = if number >= 10 { self.with_number(number / 10) } else { self };
        let digit = [b'0' + (number % 10) as u8];
        match std::str::from_utf8(&digit) {
            Ok(digit) => text.with(digit),
            Err(_) => text,
        }
    }

    /// `GET /users`.
    const fn request<H>(self, route: &Route<H>) -> Self {
        self.with(route.method).with(" ").with(route.path)
    }

    const fn lies_below<H>(self, before: &str, route: &Route<H>, prefix: &str) -> Self {
        let text = self.with("`").with(route.method).with(" ").with(before).with(route.path).with("`");
        let is_mount = before.len() + route.path.len() == prefix.len();
        let text = text.with(if is_mount { " has the path of the mount at `" } else { " lies below the mount at `" });
        text.with(prefix).with("`")
    }

    const fn at_route<H>(self, route: &Route<H>) -> Self {
        self.with("\n  --> ").with(route.name).with(" (").with(route.file).with(":").with_number(route.line).with(")")
    }

    const fn at_mount<H: Routes>(self, mount: &Mount<H>) -> Self {
        self.with("\n  --> ").mount::<H>(mount)
    }

    /// Where the handler is mounted that was named before.
    const fn mounted<H: Routes>(self, mount: &Mount<H>) -> Self {
        self.with(", ").mount::<H>(mount)
    }

    const fn mount<H: Routes>(self, mount: &Mount<H>) -> Self {
        let text = self.with("mounted at `").with(mount.prefix).with("` by field `").with(mount.field);
        text.with("` of `").with(H::NAME).with("`")
    }

    const fn help(self, text: &str) -> Self {
        self.with("\n  help: ").with(text)
    }

    const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "route conflict",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, Node, Text, behind, compare, first_below, first_twin};

    const fn ends(endpoints: &'static [Endpoint]) -> Node {
        Node { endpoints, ..Node::EMPTY }
    }

    const OWN: Node = Node {
        literals: &[("a", ends(&[Endpoint { method: "GET", route: 1 }])), ("b", Node::EMPTY), ("d", PARAMETER)],
        ..Node::EMPTY
    };
    const PARAMETER: Node =
        Node { parameter: Some(&ends(&[Endpoint { method: "PUT", route: 2 }, POST])), ..Node::EMPTY };
    const POST: Endpoint = Endpoint { method: "POST", route: 3 };

    #[test]
    fn a_route_is_found_anywhere_below() {
        assert_eq!(first_below(&OWN, &["a"]), Some(1));
        assert_eq!(first_below(&OWN, &["d"]), Some(2));
        assert_eq!(first_below(&OWN, &["b"]), None);
        assert_eq!(first_below(&OWN, &["c"]), None);
        assert_eq!(first_below(&OWN, &["d", "x"]), None);
    }

    #[test]
    fn twins_have_the_same_method_and_shape() {
        const MOUNTED: Node = Node {
            literals: &[
                ("", ends(&[POST])),
                ("a", ends(&[POST])),
                ("c", PARAMETER),
                ("d", Node { parameter: Some(&ends(&[Endpoint { method: "POST", route: 7 }])), ..Node::EMPTY }),
            ],
            ..Node::EMPTY
        };
        assert_eq!(first_twin(&OWN, &MOUNTED), Some((3, 7)));
        assert_eq!(first_twin(&MOUNTED, &OWN), Some((7, 3)));
        assert_eq!(first_twin(&OWN, &ends(&[POST])), None);
    }

    #[test]
    fn texts_are_compared_as_everywhere() {
        let texts = ["", "a", "aa", "ab", "b", "\u{e9}"];
        for left in texts {
            for right in texts {
                assert_eq!(compare(left, right), left.cmp(right), "{left:?} {right:?}");
            }
        }
    }

    #[test]
    fn a_prefix_is_taken_off_by_whole_segments() {
        assert_eq!(behind(&["api", "v2"], &["api"]), Some(&["v2"][..]));
        assert_eq!(behind(&["api"], &["api"]), Some(&[][..]));
        assert_eq!(behind(&["api"], &["ap"]), None);
        assert_eq!(behind(&["api"], &["api", "v2"]), None);
    }

    #[test]
    fn a_text_that_is_too_long_lacks_the_piece() {
        assert_eq!(
            Text::new("line ").with_number(0).with(" ").with_number(4_294_967_295).as_str(),
            "line 0 4294967295"
        );
        assert_eq!(Text::new("a").with(&"b".repeat(5000)).with("c").as_str(), "ac");
    }
}

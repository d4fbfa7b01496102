//! Tests of the checks: against dispatch, on handlers drawn at random, and of their parts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use super::compare::{compare, is_same_shape};
use super::tables::{Table, first_below};
use super::text::Text;
use super::{mistake_of, reach};
use crate::routing::dispatch::prefix_length;
use crate::routing::matching::{self, Sent};
use crate::routing::table::{Endpoint, Mount, Node, Route};
use crate::routing::tests::{End, Part, Pattern, tree};
use http::Method;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

// Handlers drawn at random

/// A handler with its routes, and what is mounted in it under which prefix.
#[derive(Debug, Clone)]
struct Drawn {
    routes: BTreeSet<Pattern>,
    mounts: BTreeMap<Vec<&'static str>, Drawn>,
}

const METHODS: [&str; 3] = ["GET", "HEAD", "POST"];
const PREFIXES: [&[&str]; 5] = [&[], &[], &["a"], &["b"], &["a", "b"]];

fn any_pattern() -> impl Strategy<Value = Pattern> {
    let part = prop_oneof![
        2 => prop::sample::select(&["a", "b"][..]).prop_map(|text| Part::Literal(text.to_owned())),
        1 => Just(Part::Parameter),
    ];
    let end = prop::sample::select(&[End::Here, End::Here, End::Here, End::Rest, End::Below][..]);
    (prop::sample::select(&METHODS[..]), vec(part, 0..3), end).prop_map(|(method, mut parts, end)| {
        if parts.is_empty() && end == End::Here {
            parts.push(Part::Literal(String::new()));
        }
        Pattern { method, parts, end }
    })
}

fn any_handler() -> impl Strategy<Value = Drawn> {
    let leaf = btree_set(any_pattern(), 1..4).prop_map(|routes| Drawn { routes, mounts: BTreeMap::new() });
    leaf.prop_recursive(2, 8, 2, |mounted| {
        let prefix = prop::sample::select(&PREFIXES[..]).prop_map(<[_]>::to_vec);
        (btree_set(any_pattern(), 0..4), proptest::collection::btree_map(prefix, mounted, 1..3))
            .prop_map(|(routes, mounts)| Drawn { routes, mounts })
    })
}

impl Drawn {
    /// Tables are constants; a test has none, so its memory is never given back.
    fn table(&self) -> &'static Table {
        Box::leak(Box::new(self.numbered(&Cell::new(0))))
    }

    fn numbered(&self, names: &Cell<usize>) -> Table {
        names.set(names.get() + 1);
        let name: &'static str = format!("Handler{}", names.get()).leak();
        let patterns: Vec<Pattern> = self.routes.iter().cloned().collect();
        let routes: Vec<Route> = patterns.iter().enumerate().map(|(id, pattern)| route(id, pattern, name)).collect();
        let mut mounts: Vec<_> = self.mounts.iter().collect();
        mounts.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        let mounted: Vec<_> = mounts.iter().map(|(_, drawn)| Some(drawn.numbered(names))).collect();
        let mounts: Vec<Mount> = mounts.into_iter().map(|(prefix, _)| mount(prefix)).collect();
        Table {
            name,
            has_routes: !routes.is_empty(),
            place: (name, 0),
            routes: routes.leak(),
            is_dense: true,
            tree: tree(&patterns),
            mounts: mounts.leak(),
            mounted: mounted.leak(),
        }
    }
}

/// The same without what only messages need.
fn bare(table: &Table) -> Table {
    let mounted: Vec<_> = table.mounted.iter().map(|mounted| mounted.as_ref().map(bare)).collect();
    Table { routes: &[], mounted: mounted.leak(), ..*table }
}

fn route(id: usize, pattern: &Pattern, name: &'static str) -> Route {
    let mut path: String = pattern
        .parts
        .iter()
        .map(|part| match part {
            Part::Literal(text) => format!("/{text}"),
            Part::Parameter => "/{x}".to_owned(),
        })
        .collect();
    path.push_str(match pattern.end {
        End::Here => "",
        End::Rest => "/{*rest}",
        End::Below => "/{*}",
    });
    Route {
        id: u16::try_from(id).unwrap(),
        method: pattern.method,
        path: path.leak(),
        name,
        docs: "",
        parameters: &[],
        hidden: false,
        max_body: None,
        reads_content: false,
        file: "lib.rs",
        line: 1,
    }
}

fn mount(prefix: &[&'static str]) -> Mount {
    Mount { prefix: format!("/{}", prefix.join("/")).leak(), segments: prefix.to_vec().leak(), field: "field" }
}

// What dispatch does

/// A route, or the mount that a request went through, of the handler with this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Route(&'static str, u16),
    Mount(&'static str, usize),
}

/// The order of `dispatch::run`, on its own matching. All that is asked on the way.
fn ask(table: &'static Table, path: &str, method: &Method, asked: &mut BTreeSet<Asked>) {
    let sent = Sent::new(path.strip_prefix('/').unwrap());
    if let Some((place, length)) = mount_for(table, path, true) {
        return enter(table, place, path, length, method, asked);
    }
    if let Some(id) = matching::find(table.tree, sent, method) {
        asked.insert(Asked::Route(table.name, id));
        return;
    }
    if matching::find_all(table.tree, sent).is_empty()
        && let Some((place, length)) = mount_for(table, path, false)
    {
        enter(table, place, path, length, method, asked);
    }
}

fn mount_for(table: &Table, path: &str, is_prefixed: bool) -> Option<(usize, usize)> {
    let mounts = table.mounts.iter().enumerate().filter(|(_, mount)| mount.segments.is_empty() != is_prefixed);
    let mut lengths = mounts.filter_map(|(place, mount)| Some((place, prefix_length(path, mount.segments)?)));
    lengths.next()
}

fn enter(table: &'static Table, place: usize, path: &str, length: usize, method: &Method, asked: &mut BTreeSet<Asked>) {
    asked.insert(Asked::Mount(table.name, place));
    let below = if length == path.len() { "/" } else { &path[length..] };
    ask(table.mounted(place).unwrap(), below, method, asked);
}

/// All that any request asks of a handler and of those in it.
fn all_asked(table: &'static Table) -> BTreeSet<Asked> {
    let mut asked = BTreeSet::new();
    for path in paths() {
        for method in METHODS {
            ask(table, &path, &Method::from_bytes(method.as_bytes()).unwrap(), &mut asked);
        }
    }
    asked
}

/// Two prefixes of two segments, a route of two, and what may follow. Nothing but `{*rest}` and bare verbs takes an
/// empty segment that is not the last, and they take whatever follows it.
fn paths() -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut longest = words.clone();
    for _ in 0..6 {
        longest = longest.iter().flat_map(|word| ["a", "b", "other"].map(|text| format!("{word}/{text}"))).collect();
        words.extend_from_slice(&longest);
    }
    let ends = ["", "/", "//other"];
    words.into_iter().flat_map(move |word| ends.map(|end| format!("{word}{end}"))).filter(|path| !path.is_empty())
}

/// What is asked when one begins at the handler in the mount, and never when one begins at the outer handler.
fn lost_through(table: &'static Table, place: usize) -> Vec<Asked> {
    let mut through_mount = BTreeSet::new();
    for path in paths() {
        for method in METHODS {
            let mut asked = BTreeSet::new();
            ask(table, &path, &Method::from_bytes(method.as_bytes()).unwrap(), &mut asked);
            through_mount.append(&mut asked);
        }
    }
    all_asked(table.mounted(place).unwrap()).difference(&through_mount).copied().collect()
}

/// Handlers below this one that are refused themselves say nothing of this one.
fn are_sound(table: &'static Table) -> bool {
    mistake_of(table).is_none() && table.mounted.iter().flatten().all(are_sound)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    /// Neither is anything refused that a request can reach, nor anything accepted that none can.
    #[test]
    fn what_is_refused_is_what_no_request_reaches(drawn in any_handler()) {
        let table = drawn.table();
        prop_assume!(are_sound(table) && !table.mounts.is_empty());
        for place in 0..table.mounts.len() {
            let lost = lost_through(table, place);
            let mistake = reach::mistake_in_mount(table, place);
            let text = mistake.as_ref().map(Text::as_str);
            prop_assert_eq!(text.is_some(), !lost.is_empty(), "{:?} {:?} at mount {}", text, lost, place);
            let bare = Box::leak(Box::new(bare(table)));
            prop_assert_eq!(reach::mistake_in_mount(bare, place).is_some(), text.is_some(), "{:?}", text);
        }
    }

    #[test]
    fn an_own_route_is_refused_where_a_mount_takes_it(drawn in any_handler()) {
        let table = drawn.table();
        prop_assume!(!table.mounts.is_empty());
        let alone = Drawn { routes: drawn.routes.clone(), mounts: BTreeMap::new() }.table();
        let asked = all_asked(table);
        let is_lost = all_asked(alone).iter().any(|route| !asked.contains(route))
            || (0..table.mounts.len()).any(|place| !asked.contains(&Asked::Mount(table.name, place)));
        let mistake = mistake_of(table);
        prop_assert_eq!(mistake.is_some(), is_lost, "{:?}", mistake.as_ref().map(Text::as_str));
    }
}

/// A handler with these routes, and one mounted in it.
fn outer(routes: &[Pattern], prefix: &[&'static str], mounted: Drawn) -> Drawn {
    Drawn { routes: routes.iter().cloned().collect(), mounts: [(prefix.to_vec(), mounted)].into() }
}

/// Is something in the mount refused? It has to be what no request reaches.
fn is_refused(drawn: &Drawn) -> bool {
    let table = drawn.table();
    let is_refused = reach::mistake_in_mount(table, 0).is_some();
    assert_eq!(is_refused, !lost_through(table, 0).is_empty());
    is_refused
}

#[test]
fn a_bare_verb_has_what_other_routes_of_its_handler_leave() {
    let pattern = |method, end| Pattern { method, parts: vec![Part::Literal("b".to_owned())], end };
    let is_lost = |own, inner: [Pattern; 2]| {
        is_refused(&outer(&[own], &[], Drawn { routes: inner.into(), mounts: BTreeMap::new() }))
    };
    for method in ["GET", "HEAD"] {
        let bare = || pattern(method, End::Below);
        assert!(is_lost(pattern("POST", End::Here), [bare(), pattern("GET", End::Rest)]), "{method} of the path alone");
        assert!(is_lost(pattern("POST", End::Rest), [bare(), pattern("GET", End::Here)]), "{method} of all below it");
        assert!(!is_lost(pattern("POST", End::Here), [bare(), pattern("PUT", End::Rest)]), "{method} of both");
    }
}

#[test]
fn who_takes_a_part_of_the_paths_is_not_said_to_take_all() {
    let pattern = |method, end| Pattern { method, parts: vec![Part::Literal("b".to_owned())], end };
    let text = |own: &[Pattern], inner: &[Pattern]| {
        let inner = Drawn { routes: inner.iter().cloned().collect(), mounts: BTreeMap::new() };
        reach::mistake_in_mount(outer(own, &[], inner).table(), 0).unwrap().as_str().lines().next().unwrap().to_owned()
    };
    let bare = pattern("GET", End::Below);
    let all = text(std::slice::from_ref(&bare), std::slice::from_ref(&pattern("GET", End::Rest)));
    assert!(all.ends_with("`GET /b/{*rest}` is never reached: `GET /b/{*}` takes all of its paths"), "{all}");
    let two = text(&[pattern("GET", End::Here), pattern("GET", End::Rest)], std::slice::from_ref(&bare));
    let rest = "takes those of its paths that other routes leave";
    assert!(two.ends_with(&format!("`GET /b/{{*}}` is never reached: `GET /b/{{*rest}}` {rest}")), "{two}");
    let between = text(&[pattern("GET", End::Here)], &[bare, pattern("GET", End::Rest)]);
    assert!(between.ends_with(&format!("`GET /b/{{*}}` is never reached: `GET /b` {rest}")), "{between}");
}

#[test]
fn a_rest_at_the_prefix_of_a_mount_has_what_the_root_leaves() {
    let rest = Pattern { method: "POST", parts: Vec::new(), end: End::Rest };
    let root = |method| Pattern { method, parts: vec![Part::Literal(String::new())], end: End::Here };
    let own = Pattern { method: "GET", parts: vec![Part::Literal("a".to_owned())], end: End::Rest };
    for (method, is_lost) in [("POST", true), ("GET", false)] {
        let inner = Drawn { routes: [rest.clone(), root(method)].into(), mounts: BTreeMap::new() };
        assert_eq!(
            is_refused(&outer(std::slice::from_ref(&own), &[], outer(&[], &["a"], inner))),
            is_lost,
            "{method} /"
        );
    }
}

// Their parts

const fn ends(endpoints: &'static [Endpoint]) -> Node {
    Node { endpoints, ..Node::EMPTY }
}

const OWN: Node = Node {
    literals: &[("a", ends(&[Endpoint { method: "GET", route: 1 }])), ("b", Node::EMPTY), ("d", PARAMETER)],
    ..Node::EMPTY
};
const PARAMETER: Node = Node { parameter: Some(&ends(&[Endpoint { method: "PUT", route: 2 }])), ..Node::EMPTY };

#[test]
fn a_route_is_found_anywhere_below() {
    assert_eq!(first_below(&OWN, &["a"]), Some(1));
    assert_eq!(first_below(&OWN, &["d"]), Some(2));
    assert_eq!(first_below(&OWN, &["b"]), None);
    assert_eq!(first_below(&OWN, &["c"]), None);
    assert_eq!(first_below(&OWN, &["d", "x"]), None);
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
fn the_names_of_parameters_are_not_of_their_shape() {
    let shapes = ["/", "/a", "/{x}", "/{*x}", "/{x}/a", "/a/{x}", "/{{x}}", "/{{x}}/{x}", "/{*}"];
    for (place, left) in shapes.iter().enumerate() {
        for (other, right) in shapes.iter().enumerate() {
            let renamed = right.replace("{x}", "{yy}").replace("{*x}", "{*yy}").replace("{{yy}}", "{{x}}");
            assert_eq!(is_same_shape(left, &renamed), place == other, "{left} {renamed}");
        }
    }
}

#[test]
fn a_text_that_is_too_long_lacks_the_piece() {
    assert_eq!(Text::new("line ").with_number(0).with(" ").with_number(4_294_967_295).as_str(), "line 0 4294967295");
    assert_eq!(Text::new("a").with(&"b".repeat(5000)).with("c").as_str(), "ac");
}

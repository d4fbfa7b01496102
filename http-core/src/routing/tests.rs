//! Tests of matching: against a naive reading of the rules, and in tables.
//!
//! What dispatch makes of a match (405, OPTIONS, mounts, hooks) is tested over sockets in the package `tests`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use super::matching::{Sent, find, find_all};
use super::table::{Endpoint, Node};
use super::{method, path};
use crate::Limits;
use crate::Request;
use crate::proto::{Bounds, Input, Receiver};
use http::Method;
use percent_encoding::percent_decode_str;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

// Trees as the macros make them

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Literal(String),
    Parameter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// The path ends here.
    Here,
    /// `{*rest}`
    Rest,
    /// A bare verb.
    Below,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    pub(super) method: &'static str,
    pub(super) parts: Vec<Part>,
    pub(super) end: End,
}

#[derive(Default)]
struct Branch {
    literals: BTreeMap<String, Branch>,
    parameter: Option<Box<Branch>>,
    endpoints: BTreeMap<End, Vec<Endpoint>>,
}

impl Branch {
    fn of(patterns: &[Pattern]) -> Self {
        let mut root = Self::default();
        for (route, pattern) in patterns.iter().enumerate() {
            let mut branch = &mut root;
            for part in &pattern.parts {
                branch = match part {
                    Part::Literal(text) => branch.literals.entry(text.clone()).or_default(),
                    Part::Parameter => branch.parameter.get_or_insert_default(),
                };
            }
            let endpoint = Endpoint { method: pattern.method, route: route as u16 };
            branch.endpoints.entry(pattern.end).or_default().push(endpoint);
        }
        root
    }

    /// Tables are constants; a test has none, so its memory is never given back.
    fn leak(mut self) -> Node {
        let mut endpoints = |end| -> &'static [Endpoint] { self.endpoints.remove(&end).unwrap_or_default().leak() };
        let (here, rest, below) = (endpoints(End::Here), endpoints(End::Rest), endpoints(End::Below));
        let literals = self.literals.into_iter().map(|(text, branch)| (&*text.leak(), branch.leak()));
        Node {
            literals: literals.collect::<Vec<_>>().leak(),
            parameter: self.parameter.map(|branch| &*Box::leak(Box::new(branch.leak()))),
            rest,
            endpoints: here,
            below,
        }
    }
}

pub(super) fn tree(patterns: &[Pattern]) -> &'static Node {
    Box::leak(Box::new(Branch::of(patterns).leak()))
}

/// A pattern as people write it: `GET /a/{b}`, `GET /a/{*rest}`, and `GET /a/{*}` for a bare verb below `/a`.
fn pattern(text: &'static str) -> Pattern {
    let (method, path) = text.split_once(" /").expect("a method and a path");
    let mut parts = Vec::new();
    let mut end = End::Here;
    for segment in path.split('/') {
        match segment {
            "{*}" => end = End::Below,
            "{*rest}" => end = End::Rest,
            _ if segment.starts_with('{') => parts.push(Part::Parameter),
            _ => parts.push(Part::Literal(segment.to_owned())),
        }
    }
    Pattern { method, parts, end }
}

// The rules, read naively

/// How specific the match is, smaller being more so; `None` where the pattern does not match.
fn rank(pattern: &Pattern, path: &str) -> Option<Vec<u8>> {
    let sent: Vec<&str> = path.split('/').collect();
    let mut ranks = Vec::new();
    for (place, part) in pattern.parts.iter().enumerate() {
        let segment = sent.get(place)?;
        match part {
            Part::Literal(text) => {
                let decoded = percent_decode_str(segment).decode_utf8().ok()?;
                (decoded == *text).then_some(())?;
                ranks.push(1);
            }
            Part::Parameter => {
                (!segment.is_empty()).then_some(())?;
                ranks.push(2);
            }
        }
    }
    let left = sent.len() - pattern.parts.len();
    let (is_match, rank) = match pattern.end {
        End::Here => (left == 0, 0),
        End::Rest => (left > 0, 3),
        End::Below => (true, 4),
    };
    ranks.push(rank);
    is_match.then_some(ranks)
}

fn naive_find(patterns: &[Pattern], path: &str, method: &str) -> Option<u16> {
    let serves = |pattern: &Pattern| pattern.method == method || (method == "HEAD" && pattern.method == "GET");
    let candidates = patterns.iter().enumerate().filter(|(_, pattern)| serves(pattern));
    let ranked = candidates.filter_map(|(id, pattern)| Some((rank(pattern, path)?, pattern.method != method, id)));
    ranked.min().map(|(_, _, id)| id as u16)
}

const TEXTS: [&str; 4] = ["a", "b", "a b", ""];
const METHODS: [&str; 4] = ["GET", "HEAD", "POST", "DELETE"];

fn any_pattern() -> impl Strategy<Value = Pattern> {
    let part = prop_oneof![
        prop::sample::select(&TEXTS[..]).prop_map(|text| Part::Literal(text.to_owned())),
        Just(Part::Parameter),
    ];
    let end = prop::sample::select(&[End::Here, End::Here, End::Rest, End::Below][..]);
    (prop::sample::select(&METHODS[..]), vec(part, 0..4), end)
        .prop_map(|(method, parts, end)| Pattern { method, parts, end })
        // A path has a first segment, so no pattern ends before it.
        .prop_filter("an end", |pattern| !pattern.parts.is_empty() || pattern.end != End::Here)
}

fn any_path() -> impl Strategy<Value = String> {
    let segment = prop::sample::select(&["a", "b", "", "c", "%61", "a%20b", "a%2Fb", "B"][..]);
    vec(segment, 1..5).prop_map(|segments| segments.join("/"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_finds_what_the_rules_say(
        patterns in proptest::collection::btree_set(any_pattern(), 0..12),
        paths in vec(any_path(), 1..12),
    ) {
        let patterns: Vec<Pattern> = patterns.into_iter().collect();
        let tree = tree(&patterns);
        for path in &paths {
            for name in METHODS {
                let found = find(tree, Sent::new(path), &Method::from_bytes(name.as_bytes()).unwrap());
                prop_assert_eq!(found, naive_find(&patterns, path, name), "{} /{}", name, path);
            }
            let all: BTreeSet<u16> = find_all(tree, Sent::new(path)).iter().map(|endpoint| endpoint.route).collect();
            let matching = patterns.iter().enumerate().filter(|(_, pattern)| rank(pattern, path).is_some());
            prop_assert_eq!(all, matching.map(|(id, _)| id as u16).collect::<BTreeSet<_>>(), "/{}", path);
        }
    }

    /// Few texts at one place are looked for in another way than many.
    #[test]
    fn each_of_few_and_many_texts_is_found(
        texts in proptest::collection::btree_set("[ab]{0,4}", 0..24),
        sent in vec("[ab]{0,4}", 1..24),
    ) {
        let literal = |text: &String| Pattern { method: "GET", parts: vec![Part::Literal(text.clone())], end: End::Here };
        let patterns: Vec<Pattern> = texts.iter().map(literal).collect();
        let tree = tree(&patterns);
        for text in sent.iter().chain(&texts) {
            let expected = naive_find(&patterns, text, "GET");
            prop_assert_eq!(find(tree, Sent::new(text), &Method::GET), expected, "/{}", text);
            prop_assert_eq!(find(tree, Sent::new(&text.replace('a', "%61")), &Method::GET), expected, "/{} with escapes", text);
        }
    }

    /// Declaration order never matters.
    #[test]
    fn routes_are_found_in_whatever_order_they_are_declared(
        patterns in proptest::collection::btree_set(any_pattern(), 0..8),
        path in any_path(),
    ) {
        let forward: Vec<Pattern> = patterns.into_iter().collect();
        let backward: Vec<Pattern> = forward.iter().rev().cloned().collect();
        for name in METHODS {
            let method = Method::from_bytes(name.as_bytes()).unwrap();
            let first = find(tree(&forward), Sent::new(&path), &method).map(|id| &forward[usize::from(id)]);
            let second = find(tree(&backward), Sent::new(&path), &method).map(|id| &backward[usize::from(id)]);
            prop_assert_eq!(first, second);
        }
    }
}

/// Requests, and the pattern that takes each.
fn check(patterns: &[&'static str], cases: &[(&str, Option<&str>)]) {
    let parsed: Vec<Pattern> = patterns.iter().map(|text| pattern(text)).collect();
    let tree = tree(&parsed);
    for (request, expected) in cases {
        let (method, path) = request.split_once(" /").expect("a method and a path");
        let found = find(tree, Sent::new(path), &Method::from_bytes(method.as_bytes()).unwrap());
        assert_eq!(found.map(|id| patterns[usize::from(id)]), *expected, "{request}");
    }
}

#[test]
fn the_most_specific_pattern_wins_from_the_left() {
    check(
        &["GET /{*}", "GET /{*rest}", "GET /{a}", "GET /a", "GET /a/{b}", "GET /{a}/b", "GET /{a}/{b}"],
        &[
            ("GET /a", Some("GET /a")),
            ("GET /%61", Some("GET /a")),
            ("GET /b", Some("GET /{a}")),
            ("GET /a/b", Some("GET /a/{b}")),
            ("GET /x/b", Some("GET /{a}/b")),
            ("GET /x/y", Some("GET /{a}/{b}")),
            ("GET /x/y/z", Some("GET /{*rest}")),
            ("GET /a/", Some("GET /{*rest}")),
            ("GET /", Some("GET /{*rest}")),
            ("HEAD /a", Some("GET /a")),
            ("POST /a", None),
        ],
    );
}

#[test]
fn a_branch_that_leads_nowhere_is_left_again() {
    check(
        &["GET /a/b/c", "GET /a/{x}/d", "GET /{y}/b/e", "GET /a/{*rest}", "POST /a/b", "GET /{z}/b"],
        &[
            ("GET /a/b/c", Some("GET /a/b/c")),
            ("GET /a/b/d", Some("GET /a/{x}/d")),
            ("GET /a/b/e", Some("GET /a/{*rest}")),
            ("GET /x/b/e", Some("GET /{y}/b/e")),
            // The most specific place has another method only.
            ("GET /a/b", Some("GET /a/{*rest}")),
            ("POST /a/b", Some("POST /a/b")),
            ("GET /x/b", Some("GET /{z}/b")),
            ("GET /x/c", None),
        ],
    );
}

#[test]
fn head_takes_its_own_route_before_that_of_get_on_the_same_path_only() {
    check(
        &["GET /a", "HEAD /a", "HEAD /{b}", "GET /c", "HEAD /{*}"],
        &[
            ("HEAD /a", Some("HEAD /a")),
            ("GET /a", Some("GET /a")),
            ("HEAD /c", Some("GET /c")),
            ("HEAD /d", Some("HEAD /{b}")),
            ("HEAD /d/e", Some("HEAD /{*}")),
            ("GET /d", None),
        ],
    );
}

#[test]
fn empty_segments_and_trailing_slashes_count() {
    check(
        &["GET /", "GET /a", "GET /b/", "GET /c/{d}", "GET /e/{*rest}", "GET /f//g", "GET /h/{*}"],
        &[
            ("GET /", Some("GET /")),
            ("GET //", None),
            ("GET /a", Some("GET /a")),
            ("GET /a/", None),
            ("GET //a", None),
            ("GET /b/", Some("GET /b/")),
            ("GET /b", None),
            ("GET /c/", None),
            ("GET /c//", None),
            ("GET /c/x", Some("GET /c/{d}")),
            ("GET /e", None),
            ("GET /e/", Some("GET /e/{*rest}")),
            ("GET /e//", Some("GET /e/{*rest}")),
            ("GET /f//g", Some("GET /f//g")),
            ("GET /f/g", None),
            ("GET /f/x/g", None),
            ("GET /h", Some("GET /h/{*}")),
            ("GET /h/", Some("GET /h/{*}")),
            ("GET /h/x/y", Some("GET /h/{*}")),
            ("GET /hx", None),
        ],
    );
}

#[test]
fn an_encoded_slash_stays_in_its_segment() {
    check(
        &["GET /a/b", "GET /{c}", "GET /a b/é"],
        &[
            ("GET /a%2Fb", Some("GET /{c}")),
            ("GET /a%2fb", Some("GET /{c}")),
            ("GET /%61/%62", Some("GET /a/b")),
            ("GET /a%20b/%C3%A9", Some("GET /a b/é")),
            ("GET /a+b/%C3%A9", None),
            ("GET /%2561/b", None),
        ],
    );
}

/// Every segment could branch: without an end to it this would take for ever.
#[test]
fn backtracking_ends_soon() {
    let patterns = ["GET /a/a/a/a/a/a/a/a/x", "GET /{p}/a/a/a/a/a/a/a/y", "GET /{p}/{p}/{p}/{p}/{p}/{p}/{p}/{p}/z"];
    check(
        &patterns,
        &[
            ("GET /a/a/a/a/a/a/a/a/y", Some(patterns[1])),
            ("GET /a/a/a/a/a/a/a/a/z", Some(patterns[2])),
            ("GET /a/a/a/a/a/a/a/a/w", None),
        ],
    );
    let deep = "/a".repeat(4_000);
    assert_eq!(find(tree(&[pattern("GET /b")]), Sent::new(&deep[1..]), &Method::GET), None);
}

// Paths

fn request(target: &str) -> Request {
    let (mut request, mut input) = (Request::default(), Input::default());
    input.extend(format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes());
    let bounds = Bounds { head: 4096, target: 4096, fields: 10, ..Limits::default().bounds() };
    assert_eq!(Receiver::default().head(&mut input, &mut request.head, &bounds), Ok(true));
    request
}

#[test]
fn segments_are_split_first_and_then_decoded() {
    let request = request("/a%2Fb/%C3%A9//d+e/f?g/h");
    let segments: Vec<_> = (0..6).map(|index| path::segment_text(&request, index)).collect();
    assert_eq!(segments, ["a/b", "é", "", "d+e", "f", ""]);
    let rests: Vec<_> = (0..6).map(|index| path::rest_text(&request, index)).collect();
    assert_eq!(rests, ["a/b/é//d+e/f", "é//d+e/f", "/d+e/f", "d+e/f", "f", ""]);
}

#[test]
fn a_segment_is_what_it_is_once_decoded() {
    for (sent, decoded) in [("a", "a"), ("%61", "a"), ("%2541", "%41"), ("%25zz", "%zz"), ("a%2Fb", "a/b"), ("", "")] {
        assert!(path::is_segment(sent, decoded), "{sent}");
        assert!(sent == decoded || !path::is_segment(sent, sent), "{sent}");
    }
    for broken in ["%zz", "%", "%FF"] {
        assert!(!path::is_segment(broken, broken) && !path::is_segment(broken, "\u{FFFD}"), "{broken}");
    }
}

#[test]
fn a_path_is_decodable_where_all_its_escapes_are_text_without_nul() {
    for fine in ["/", "/a", "/%41", "/%c3%A9", "/%25", "/%25zz", "/%F0%9F%A6%80", "*", ""] {
        assert!(path::is_decodable(fine), "{fine}");
    }
    for broken in
        ["/%", "/%4", "/a%", "/%zz", "/%4x", "/%x4", "/%%41", "/%FF", "/%C3", "/%C3/%A9", "/%00", "/%ED%A0%80"]
    {
        assert!(!path::is_decodable(broken), "{broken}");
    }
}

// Methods

#[test]
fn registered_methods_are_known_and_have_a_case() {
    for name in
        ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "PRI", "ACL"]
    {
        assert!(method::is_registered(&name.parse().unwrap()), "{name}");
    }
    for name in ["", "get", "BREW", "GETS", "GE", "VERSION"] {
        assert!(!name.parse().is_ok_and(|method| method::is_registered(&method)), "{name}");
    }
}

#[test]
fn allow_has_head_where_get_is_and_always_options() {
    let cases: [(&[&'static str], &str); 4] = [
        (&["GET"], "GET, HEAD, OPTIONS"),
        (&["POST", "DELETE", "POST"], "DELETE, OPTIONS, POST"),
        (&["HEAD", "OPTIONS"], "HEAD, OPTIONS"),
        (&[], "OPTIONS"),
    ];
    for (methods, expected) in cases {
        assert_eq!(method::allow(methods.iter().copied()), expected);
    }
}

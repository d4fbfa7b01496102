
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

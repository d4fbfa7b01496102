//! Tests of the extractors: what they make of a request, and the status where they can't.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use super::form::parse;
use super::{cookie, form, header, json, optional_form, optional_json, path, query, rest};
use crate::proto::Bounds;
use crate::{Body, Rejection, Request};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

const BOUNDS: Bounds =
    Bounds { head: 1 << 20, target: 1 << 20, fields: 10, chunk_extensions: 4096, trailer: 4096, trailer_fields: 20 };

/// A request as the engine hands it on, with all of its content there.
fn received(method: &str, target: &str, fields: &[&str], content: &[u8]) -> (Request, Body) {
    let (mut request, mut body) = (Request::default(), Body::default());
    let lines: String = fields.iter().map(|line| format!("{line}\r\n")).collect();
    let head = format!("{method} {target} HTTP/1.1\r\nHost: a\r\n{lines}Content-Length: {}\r\n\r\n", content.len());
    body.input.extend(head.as_bytes());
    body.input.extend(content);
    assert_eq!(body.receiver.head(&mut body.input, &mut request.head, &BOUNDS), Ok(true));
    body.begin(&request.head, 1_000);
    (request, body)
}

fn get(target: &str) -> Request {
    received("GET", target, &[], b"").0
}

fn with_fields(fields: &[&str]) -> Request {
    received("GET", "/", fields, b"").0
}

/// A value, or the status it is answered with.
fn outcome<T>(result: Result<T, Rejection>) -> Result<T, u16> {
    result.map_err(|rejection| rejection.status().as_u16())
}

// Texts

#[test]
fn a_query_has_pairs_that_are_decoded_as_forms_are() {
    let cases: &[(&str, Result<&[&str], u16>)] = &[
        ("/", Ok(&[])),
        ("/?", Ok(&[])),
        ("/?&&", Ok(&[])),
        ("/?a", Ok(&[""])),
        ("/?a=", Ok(&[""])),
        ("/?a=b", Ok(&["b"])),
        ("/?a=b=c", Ok(&["b=c"])),
        ("/?a=b&c=d&a=e&a", Ok(&["b", "e", ""])),
        ("/?&a=b&", Ok(&["b"])),
        ("/?=b", Ok(&[])),
        ("/?%61=b", Ok(&["b"])),
        ("/?a=b+c", Ok(&["b c"])),
        ("/?a=b%2Bc%20d", Ok(&["b+c d"])),
        ("/?a=b%26c%3Dd", Ok(&["b&c=d"])),
        ("/?a=%C3%A9", Ok(&["é"])),
        ("/?a=b;a=c", Ok(&["b;a=c"])),
        ("/?A=b&aa=c", Ok(&[])),
        ("/?a=%", Err(400)),
        ("/?a=%4", Err(400)),
        ("/?a=%4g", Err(400)),
        ("/?a=%FF", Err(400)),
        ("/?a=%C3", Err(400)),
        // Anywhere in it: what a query says as a whole is in doubt.
        ("/?b=%zz&a=c", Err(400)),
        ("/?a=c&%FF=d", Err(400)),
    ];
    for (target, expected) in cases {
        let request = get(target);
        let values = query(&request, "a");
        let found = outcome(values.every_text());
        assert_eq!(found.as_deref(), expected.as_ref().copied(), "{target}");
        let pairs = outcome(request.query_pairs());
        let of_name = |pairs: Vec<(Cow<'_, str>, Cow<'_, str>)>| -> Vec<String> {
            pairs.into_iter().filter(|(name, _)| name == "a").map(|(_, value)| value.into_owned()).collect()
        };
        assert_eq!(
            pairs.map(of_name),
            expected.map(|values| values.iter().map(ToString::to_string).collect()),
            "{target}"
        );
    }
}

/// As in paths.
#[test]
fn a_nul_in_a_query_or_form_is_400() {
    let request = get("/?a=%00");
    assert_eq!(outcome(query(&request, "a").required_text()), Err(400));
    assert_eq!(outcome(parse::<BTreeMap<String, String>>(b"a=%00")), Err(400));
}

#[test]
fn values_take_the_shape_that_is_asked_for() {
    let none = get("/");
    let one = get("/?a=7");
    let many = get("/?a=7&a=8");
    let bad = get("/?a=7&a=x");
    let broken = get("/?a=%");

    assert_eq!(outcome(query(&none, "a").required::<u8>()), Err(400));
    assert_eq!(outcome(query(&one, "a").required::<u8>()), Ok(7));
    assert_eq!(outcome(query(&many, "a").required::<u8>()), Ok(7));
    assert_eq!(outcome(query(&bad, "a").required::<u8>()), Ok(7));
    assert_eq!(outcome(query(&broken, "a").required::<u8>()), Err(400));

    assert_eq!(outcome(query(&none, "a").optional::<u8>()), Ok(None));
    assert_eq!(outcome(query(&one, "a").optional::<u8>()), Ok(Some(7)));
    assert_eq!(outcome(query(&one, "a").optional::<bool>()), Err(400));
    assert_eq!(outcome(query(&broken, "a").optional::<u8>()), Err(400));
    assert_eq!(outcome(query(&broken, "b").optional_text()), Err(400));

    assert_eq!(outcome(query(&none, "a").every::<u8>()), Ok(vec![]));
    assert_eq!(outcome(query(&many, "a").every::<u8>()), Ok(vec![7, 8]));
    assert_eq!(outcome(query(&bad, "a").every::<u8>()), Err(400));
    assert_eq!(outcome(query(&broken, "a").every_text()), Err(400));
}

#[test]
fn a_rejection_names_what_it_is_about() {
    let text = |result: Result<u8, Rejection>| result.unwrap_err().to_string();
    assert_eq!(text(query(&get("/"), "a").required()), "the query parameter `a` is missing");
    assert!(text(query(&get("/?a=x"), "a").required()).starts_with("the query parameter `a` is not valid: "));
    assert_eq!(text(header(&with_fields(&[]), "x-a").required()), "the field `x-a` is missing");
    assert_eq!(text(cookie(&with_fields(&[]), "c").required()), "the cookie `c` is missing");
    assert!(text(path(&get("/x"), "id", 0).required()).starts_with("the path segment `id` is not valid: "));
}

#[test]
fn a_path_segment_that_is_not_valid_is_404() {
    let request = get("/7/x/%C3%A9/a%2Fb");
    assert_eq!(outcome(path(&request, "p", 0).required::<u8>()), Ok(7));
    assert_eq!(outcome(path(&request, "p", 1).required::<u8>()), Err(404));
    assert_eq!(outcome(path(&request, "p", 2).required_text()), Ok("é"));
    assert_eq!(outcome(path(&request, "p", 3).required_text()), Ok("a/b"));
    assert_eq!(outcome(rest(&request, "r", 1).required_text()), Ok("x/é/a/b"));
    assert_eq!(outcome(rest(&request, "r", 1).required::<u8>()), Err(404));
}

#[test]
fn header_fields_are_text_in_utf_8() {
    let request = with_fields(&["X-A: b", "x-a: é", "X-B:"]);
    assert_eq!(outcome(header(&request, "x-a").every_text()), Ok(vec!["b", "é"]));
    assert_eq!(outcome(header(&request, "X-A").required_text()), Ok("b"));
    assert_eq!(outcome(header(&request, "x-b").required_text()), Ok(""));
    assert_eq!(outcome(header(&request, "x-c").optional_text()), Ok(None));
    let (mut request, mut body) = (Request::default(), Body::default());
    body.input.extend(b"GET / HTTP/1.1\r\nHost: a\r\nX-A: \xff\r\n\r\n");
    assert_eq!(body.receiver.head(&mut body.input, &mut request.head, &BOUNDS), Ok(true));
    assert_eq!(outcome(header(&request, "x-a").optional_text()), Err(400));
}

#[test]
fn cookies_are_pairs_between_semicolons() {
    let cases: &[(&[&str], &[&str])] = &[
        (&[], &[]),
        (&["Cookie: a=b"], &["b"]),
        (&["Cookie: a=b; c=d;a=e"], &["b", "e"]),
        (&["Cookie: a=b", "Cookie: a=e"], &["b", "e"]),
        (&["Cookie: a = b "], &["b"]),
        (&["Cookie: a=\"b\""], &["b"]),
        (&["Cookie: a=\"b"], &["\"b"]),
        (&["Cookie: a=\""], &["\""]),
        (&["Cookie: a=\"\""], &[""]),
        (&["Cookie: a="], &[""]),
        (&["Cookie: a=b=c"], &["b=c"]),
        (&["Cookie: a=b+c%20"], &["b+c%20"]),
        (&["Cookie: a"], &[]),
        (&["Cookie: A=b; xa=b; ax=b"], &[]),
        (&["Cookie: ;;a=b;"], &["b"]),
        (&["Cookies: a=b"], &[]),
    ];
    for (fields, expected) in cases {
        let request = with_fields(fields);
        assert_eq!(outcome(cookie(&request, "a").every_text()).as_deref(), Ok(*expected), "{fields:?}");
        assert_eq!(request.cookie("a"), expected.first().copied(), "{fields:?}");
    }
}

// Content

#[derive(Debug, PartialEq, Deserialize)]
struct Point {
    x: i32,
    y: Option<i32>,
}

const JSON: &str = "Content-Type: application/json";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

#[test]
fn json_needs_its_media_type_its_syntax_and_its_shape() {
    let long = format!("{}{}", " ".repeat(1_000), r#"{"x":1}"#);
    let cases: &[(&[&str], &str, Result<Point, u16>)] = &[
        (&[JSON], r#"{"x":1}"#, Ok(Point { x: 1, y: None })),
        (&[JSON], r#"{"x":1,"y":2,"z":3}"#, Ok(Point { x: 1, y: Some(2) })),
        (&["Content-Type: APPLICATION/JSON"], r#"{"x":1}"#, Ok(Point { x: 1, y: None })),
        (&["Content-Type: application/json ; charset=utf-8"], r#"{"x":1}"#, Ok(Point { x: 1, y: None })),
        (&["Content-Type: application/vnd.a+json"], r#"{"x":1}"#, Ok(Point { x: 1, y: None })),
        (&[], r#"{"x":1}"#, Err(415)),
        (&["Content-Type:"], r#"{"x":1}"#, Err(415)),
        (&["Content-Type: json"], r#"{"x":1}"#, Err(415)),
        (&["Content-Type: application/jsonp"], r#"{"x":1}"#, Err(415)),
        (&["Content-Type: text/plain; x=application/json"], r#"{"x":1}"#, Err(415)),
        (&[FORM], r#"{"x":1}"#, Err(415)),
        (&[JSON], "", Err(400)),
        (&[JSON], "{", Err(400)),
        (&[JSON], r#"{"x":1}}"#, Err(400)),
        (&[JSON], r#"{'x':1}"#, Err(400)),
        (&[JSON], "{}", Err(422)),
        (&[JSON], "7", Err(422)),
        (&[JSON], r#"{"x":"1"}"#, Err(422)),
        (&[JSON], r#"{"x":3000000000}"#, Err(422)),
        (&[JSON], &long, Err(413)),
    ];
    for (fields, content, expected) in cases {
        let (request, mut body) = received("POST", "/", fields, content.as_bytes());
        assert_eq!(outcome(json::<Point>(&request, &mut body)), *expected, "{fields:?} {content}");
    }
    let (request, mut body) = received("POST", "/", &[JSON], b"{\"x\":\"\xff\"}");
    assert_eq!(outcome(json::<Point>(&request, &mut body)), Err(400));
}

/// The macro does not see that it is an `Option`.
type Alias = Option<Point>;

#[test]
fn content_behind_an_alias_of_option_is_none_where_there_is_none() {
    let (request, mut body) = received("POST", "/", &[], b"");
    assert_eq!(outcome(json::<Alias>(&request, &mut body)), Ok(None));
    let (request, mut body) = received("POST", "/", &[], b"");
    assert_eq!(outcome(form::<Alias>(&request, &mut body)), Ok(None));
    let (request, mut body) = received("POST", "/", &[JSON], br#"{"x":1}"#);
    assert_eq!(outcome(json::<Alias>(&request, &mut body)), Ok(Some(Point { x: 1, y: None })));
    let (request, mut body) = received("POST", "/", &[FORM], b"x=1");
    assert_eq!(outcome(form::<Alias>(&request, &mut body)), Ok(Some(Point { x: 1, y: None })));
    let (request, mut body) = received("POST", "/", &[], b"x=1");
    assert_eq!(outcome(form::<Alias>(&request, &mut body)), Err(415));
    let (request, mut body) = received("POST", "/", &[], b"");
    assert_eq!(outcome(json::<serde_json::Value>(&request, &mut body)), Err(415));
    let (request, mut body) = received("POST", "/", &[], b"");
    assert_eq!(outcome(form::<Vec<(String, String)>>(&request, &mut body)), Err(415));
}

#[test]
fn optional_content_is_none_where_there_is_none() {
    let (request, mut body) = received("POST", "/", &[], b"");
    assert_eq!(outcome(optional_json::<Point>(&request, &mut body)), Ok(None));
    let (request, mut body) = received("POST", "/", &[], b"");
    assert_eq!(outcome(optional_form::<Point>(&request, &mut body)), Ok(None));
    let (request, mut body) = received("POST", "/", &[JSON], br#"{"x":1}"#);
    assert_eq!(outcome(optional_json::<Point>(&request, &mut body)), Ok(Some(Point { x: 1, y: None })));
    let (request, mut body) = received("POST", "/", &[FORM], b"x=1");
    assert_eq!(outcome(optional_form::<Point>(&request, &mut body)), Ok(Some(Point { x: 1, y: None })));
    let (request, mut body) = received("POST", "/", &[FORM], b"x");
    assert_eq!(outcome(optional_json::<Point>(&request, &mut body)), Err(415));
    let (request, mut body) = received("POST", "/", &[], b"x=1");
    assert_eq!(outcome(optional_form::<Point>(&request, &mut body)), Err(415));
}

#[test]
fn a_form_needs_its_media_type_and_fits_within_the_limit() {
    let long = format!("x=1&y={}", "0".repeat(1_000));
    let cases: &[(&[&str], &str, Result<Point, u16>)] = &[
        (&[FORM], "x=1&y=2", Ok(Point { x: 1, y: Some(2) })),
        (&["Content-Type: Application/X-WWW-Form-URLencoded;charset=x"], "x=1", Ok(Point { x: 1, y: None })),
        (&[], "x=1", Err(415)),
        (&[JSON], "x=1", Err(415)),
        (&["Content-Type: multipart/form-data"], "x=1", Err(415)),
        (&[FORM], &long, Err(413)),
        (&[FORM], "", Err(422)),
    ];
    for (fields, content, expected) in cases {
        let (request, mut body) = received("POST", "/", fields, content.as_bytes());
        assert_eq!(outcome(form::<Point>(&request, &mut body)), *expected, "{fields:?} {content}");
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    #[serde(rename = "dark blue")]
    DarkBlue,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Name(String);

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Everything {
    text: String,
    #[serde(rename = "the-number")]
    number: i64,
    #[serde(default)]
    small: u8,
    float: Option<f64>,
    flag: Option<bool>,
    letter: Option<char>,
    colour: Option<Colour>,
    #[serde(default)]
    colours: Vec<Colour>,
    #[serde(default)]
    numbers: Vec<u16>,
    name: Option<Name>,
    #[serde(default)]
    names: Vec<Name>,
}

fn everything(text: &str, number: i64) -> Everything {
    Everything {
        text: text.to_owned(),
        number,
        small: 0,
        float: None,
        flag: None,
        letter: None,
        colour: None,
        colours: vec![],
        numbers: vec![],
        name: None,
        names: vec![],
    }
}

fn check_forms<T: for<'de> Deserialize<'de> + PartialEq + Debug>(cases: &[(&str, Result<T, u16>)]) {
    for (content, expected) in cases {
        assert_eq!(outcome(parse::<T>(content.as_bytes())).as_ref(), expected.as_ref(), "{content}");
    }
}

#[test]
fn forms_fill_structs_of_many_kinds_of_fields() {
    check_forms(&[
        ("text=a&the-number=7", Ok(everything("a", 7))),
        ("the-number=-9223372036854775808&text=", Ok(everything("", i64::MIN))),
        ("text=a+b%26c%3D%C3%A9&the-number=1", Ok(everything("a b&c=é", 1))),
        ("text=first&text=second&the-number=1", Ok(everything("first", 1))),
        ("&&text=a&&the-number=1&", Ok(everything("a", 1))),
        ("te%78t=a&the%2Dnumber=1", Ok(everything("a", 1))),
        (
            "text=a&the-number=1&small=255&float=-1.5e3&flag=true&letter=%C3%A9&colour=dark+blue&name=n",
            Ok(Everything {
                small: 255,
                float: Some(-1_500.0),
                flag: Some(true),
                letter: Some('é'),
                colour: Some(Colour::DarkBlue),
                name: Some(Name("n".to_owned())),
                ..everything("a", 1)
            }),
        ),
        (
            "colours=red&text=a&colours=dark%20blue&numbers=1&the-number=1&numbers=2&names=x&names=",
            Ok(Everything {
                colours: vec![Colour::Red, Colour::DarkBlue],
                numbers: vec![1, 2],
                names: vec![Name("x".to_owned()), Name(String::new())],
                ..everything("a", 1)
            }),
        ),
        // Browsers send a field that was left empty.
        ("text=a&the-number=1&float=&flag=&letter=&colour=&name=", Ok(everything("a", 1))),
        ("", Err(422)),
        ("text=a", Err(422)),
        ("the-number=1", Err(422)),
        ("text&the-number=1", Ok(everything("", 1))),
        ("text=a&the-number=", Err(422)),
        ("text=a&the-number=x", Err(422)),
        ("text=a&the-number=1.5", Err(422)),
        ("text=a&the-number=+1", Err(422)),
        ("text=a&the-number=9223372036854775808", Err(422)),
        ("text=a&the-number=1&small=256", Err(422)),
        ("text=a&the-number=1&small=-1", Err(422)),
        ("text=a&the-number=1&flag=on", Ok(Everything { flag: Some(true), ..everything("a", 1) })),
        ("text=a&the-number=1&flag=off", Err(422)),
        ("text=a&the-number=1&letter=ab", Err(422)),
        ("text=a&the-number=1&colour=green", Err(422)),
        ("text=a&the-number=1&colour=Red", Err(422)),
        ("text=a&the-number=1&colours=red&colours=green", Err(422)),
        ("text=a&the-number=1&numbers=1&numbers=x", Err(422)),
        ("text=a&the-number=1&unknown=1", Err(422)),
        ("text=%&the-number=1", Err(400)),
        ("text=a&the-number=1&%zz=1", Err(400)),
        ("text=%FF&the-number=1", Err(400)),
    ]);
    assert_eq!(outcome(parse::<Everything>(b"text=\xff&the-number=1")), Err(400));
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped(BTreeMap<String, u8>);

#[test]
fn forms_fill_maps_and_other_shapes() {
    let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    check_forms(&[
        ("", Ok(map(&[]))),
        ("a=b&c=d", Ok(map(&[("a", "b"), ("c", "d")]))),
        ("a=b&a=c", Ok(map(&[("a", "b")]))),
        ("a", Ok(map(&[("a", "")]))),
        ("=b", Ok(map(&[("", "b")]))),
    ]);
    check_forms::<BTreeMap<String, Vec<u8>>>(&[
        ("a=1&b=2&a=3", Ok([("a".to_owned(), vec![1, 3]), ("b".to_owned(), vec![2])].into())),
        ("a=1&a=x", Err(422)),
    ]);
    let pairs = |pairs: &[(&str, u8)]| pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
    check_forms::<Vec<(String, u8)>>(&[
        ("", Ok(vec![])),
        ("a=1&b=2&a=3", Ok(pairs(&[("a", 1), ("b", 2), ("a", 3)]))),
        ("a=1&a=x", Err(422)),
    ]);
    check_forms(&[("a=1&b=2", Ok(Wrapped([("a".to_owned(), 1), ("b".to_owned(), 2)].into())))]);
    check_forms::<BTreeMap<String, (u8, u8)>>(&[
        ("a=1&a=2", Ok([("a".to_owned(), (1, 2))].into())),
        ("a=1", Err(422)),
        ("a=1&a=x", Err(422)),
    ]);
    check_forms::<Vec<String>>(&[("a=b", Err(422))]);
    check_forms::<String>(&[("a=b", Err(422))]);
}

#[test]
fn a_form_that_is_refused_names_the_field() {
    let text = |content: &str| parse::<Everything>(content.as_bytes()).unwrap_err().to_string();
    let refused = "the form is not what is wanted here: ";
    assert_eq!(text("text=a&the-number=x"), format!("{refused}`the-number`: invalid digit found in string"));
    assert_eq!(
        text("text=a&the-number=1&numbers=1&numbers=x"),
        format!("{refused}`numbers`: invalid digit found in string")
    );
    assert_eq!(
        text("text=a&the-number=1&colour=green"),
        format!("{refused}`colour`: unknown variant `green`, expected `red` or `dark blue`")
    );
    assert_eq!(text("the-number=1"), format!("{refused}missing field `text`"));
}

/// Comparing each field with all before it must not become an attack.
#[test]
fn a_form_has_so_many_fields_at_most() {
    let form = |count: usize| (0..count).map(|number| format!("f{number}=1")).collect::<Vec<_>>().join("&");
    let parsed = |count| outcome(parse::<BTreeMap<String, u8>>(form(count).as_bytes())).map(|map| map.len());
    assert_eq!(parsed(1_000), Ok(1_000));
    assert_eq!(parsed(1_001), Err(413));
    let same = "a=1&".repeat(1_001);
    assert_eq!(outcome(parse::<BTreeMap<String, Vec<u8>>>(same.as_bytes())), Err(413));
}

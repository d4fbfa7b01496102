//! Every kind of argument that a handler method can take.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::prelude::*;
use serde::Deserialize;
use std::net::Ipv4Addr;
use tests::{Answer, ask, get, request, send_content, serve};

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "shown with Debug")]
struct Message {
    author: String,
    #[serde(default)]
    likes: u8,
    tags: Option<Vec<String>>,
}

struct Token<'r>(&'r str);

impl<'r> FromRequest<'r> for Token<'r> {
    type Rejection = (StatusCode, &'static str);

    fn from_request(request: &'r Request) -> Result<Self, Self::Rejection> {
        let field = request.header("authorization");
        field.and_then(|value| value.strip_prefix("Bearer ")).map(Token).ok_or((StatusCode::UNAUTHORIZED, "no token\n"))
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/path/text/{a}/{b}")]
    fn path_text(&self, a: &str, #[path("b")] other: &str) -> String {
        format!("{a}|{other}")
    }

    #[get("/path/number/{number}")]
    fn path_number(&self, number: i8) -> String {
        number.to_string()
    }

    #[get("/path/address/{address}")]
    fn path_address(&self, address: Ipv4Addr) -> String {
        address.to_string()
    }

    #[get("/path/result/{number}")]
    fn path_result(&self, number: Result<u8, Rejection>) -> String {
        number.map_or_else(|rejection| rejection.status().as_u16().to_string(), |number| number.to_string())
    }

    #[get("/path/rest/{*rest}")]
    fn path_rest(&self, rest: &str) -> String {
        rest.to_owned()
    }

    #[get("/path/rest-parsed/{*rest}")]
    fn path_rest_parsed(&self, rest: u32) -> String {
        rest.to_string()
    }

    #[get("/path/rest-listed/{*rest}")]
    fn path_rest_listed(&self, rest: Vec<&str>) -> String {
        rest.join("|")
    }

    #[get("/path/rest-numbers/{*rest}")]
    fn path_rest_numbers(&self, rest: Vec<u8>) -> String {
        format!("{rest:?}")
    }

    #[get("/query/text")]
    fn query_text(&self, #[query] a: &str) -> String {
        a.to_owned()
    }

    #[get("/query/number")]
    fn query_number(&self, #[query] a: u8) -> String {
        a.to_string()
    }

    #[get("/query/option")]
    fn query_option(&self, #[query] a: Option<u8>, #[query("B-c")] b: Option<&str>) -> String {
        format!("{a:?} {b:?}")
    }

    #[get("/query/vec")]
    fn query_vec(&self, #[query] a: Vec<u8>, #[query] b: Vec<&str>) -> String {
        format!("{a:?} {b:?}")
    }

    #[get("/query/result")]
    fn query_result(&self, #[query] a: Result<u8, Rejection>, #[query] b: Result<Option<u8>, Rejection>) -> String {
        format!("{:?} {:?}", a.map_err(|error| error.status()), b.map_err(|error| error.status()))
    }

    #[get("/header/text")]
    fn header_text(&self, #[header("x-a")] a: &str) -> String {
        a.to_owned()
    }

    #[get("/header/option")]
    fn header_option(&self, #[header("x-a")] a: Option<u8>) -> String {
        format!("{a:?}")
    }

    #[get("/header/vec")]
    fn header_vec(&self, #[header("x-a")] a: Vec<&str>) -> String {
        format!("{a:?}")
    }

    #[get("/cookie/text")]
    fn cookie_text(&self, #[cookie] session: &str, #[cookie("other-one")] other: Option<u8>) -> String {
        format!("{session} {other:?}")
    }

    #[post("/json")]
    fn json(&self, #[json] message: Message) -> String {
        format!("{message:?}")
    }

    #[post("/json/option")]
    fn json_option(&self, #[json] message: Option<Message>) -> String {
        format!("{message:?}")
    }

    #[post("/json/result", max_body = 100)]
    fn json_result(&self, #[json] message: Result<Message, Rejection>) -> String {
        message.map_or_else(|rejection| rejection.status().as_u16().to_string(), |message| message.author)
    }

    #[post("/form")]
    fn form(&self, #[form] message: Message) -> String {
        format!("{message:?}")
    }

    #[post("/form/option")]
    fn form_option(&self, #[form] message: Option<Message>) -> String {
        format!("{message:?}")
    }

    #[post("/form/small", max_body = 16)]
    fn form_small(&self, #[form] message: Message) -> String {
        message.author
    }

    #[post("/body")]
    fn body(&self, body: &mut Body) -> io::Result<String> {
        let remaining = body.remaining();
        let mut content = String::new();
        body.read_to_string(&mut content)?;
        Ok(format!("{remaining:?} {content} {:?}", body.remaining()))
    }

    #[get("/body", allow_body)]
    fn get_body(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        body.read_all()
    }

    #[get("/request")]
    fn request(&self, request: &Request) -> String {
        let client = request.client_address();
        assert_eq!(client.socket_addr().unwrap().ip(), Ipv4Addr::LOCALHOST);
        let first = request.headers().iter().next().unwrap();
        format!(
            "{} {} {:?} {} {first:?}",
            request.method(),
            request.target(),
            request.version(),
            request.request_line()
        )
    }

    #[get("/token")]
    fn token<'r>(&self, token: Token<'r>) -> &'r str {
        token.0
    }

    #[get("/token/result")]
    fn token_result(&self, token: Result<Token<'_>, (StatusCode, &'static str)>) -> String {
        token.map_or_else(|(status, _)| status.to_string(), |token| token.0.to_owned())
    }

    /// All at once, in no particular order.
    #[expect(clippy::too_many_arguments, reason = "what is tested")]
    #[post("/all/{id}")]
    fn all(
        &self,
        response: &mut ResponseWriter,
        #[query] q: Option<&str>,
        id: u64,
        body: &mut Body,
        #[cookie] c: Option<&str>,
        request: &Request,
        #[header("x-h")] h: Option<&str>,
        token: Token<'_>,
    ) -> io::Result<()> {
        let content = body.read_all()?;
        write!(response, "{id} {q:?} {c:?} {h:?} {} {} {}", token.0, request.path(), content.len())
    }
}

/// Requests, and the status and text they are answered with. An empty text stands for any.
fn check(cases: impl IntoIterator<Item = (Vec<u8>, u16, &'static str)>) {
    let running = serve(Site);
    for (bytes, status, text) in cases {
        let shown = bytes.escape_ascii().to_string();
        let Answer { status: found, content, .. } = ask(&running, bytes);
        let content = String::from_utf8(content).unwrap();
        assert!(found == status && (text.is_empty() || content == text), "{shown}: {found} {content}");
    }
}

fn check_gets(cases: &[(&str, u16, &'static str)]) {
    check(cases.iter().map(|(target, status, text)| (get(target), *status, *text)));
}

fn check_fields(path: &str, cases: &[(&[&str], u16, &'static str)]) {
    check(cases.iter().map(|(fields, status, text)| (request("GET", path, fields), *status, *text)));
}

#[test]
fn path_segments_are_decoded_and_parsed() {
    check_gets(&[
        ("/path/text/a/b", 200, "a|b"),
        ("/path/text/a%20b/%C3%A9", 200, "a b|é"),
        ("/path/text/a%2Fb/c", 200, "a/b|c"),
        ("/path/text/a+b/c?d", 200, "a+b|c"),
        ("/path/text//b", 404, ""),
        ("/path/text/a/", 404, ""),
        ("/path/number/-128", 200, "-128"),
        ("/path/number/%31", 200, "1"),
        ("/path/number/128", 404, ""),
        ("/path/number/x", 404, ""),
        ("/path/number/1%20", 404, ""),
        ("/path/address/10.0.0.1", 200, "10.0.0.1"),
        ("/path/address/10.0.0.256", 404, ""),
        ("/path/result/7", 200, "7"),
        ("/path/result/700", 200, "404"),
    ]);
}

#[test]
fn the_rest_of_a_path_is_decoded_segment_by_segment() {
    check_gets(&[
        ("/path/rest/a/b/c", 200, "a/b/c"),
        ("/path/rest/a%20b/%2e%2E/c", 200, "a b/../c"),
        ("/path/rest/a//b/", 200, "a//b/"),
        ("/path/rest/", 200, ""),
        ("/path/rest", 404, ""),
        ("/path/rest-listed/a/b", 200, "a|b"),
        ("/path/rest-listed/a%2Fb//c%20d/", 200, "a/b||c d|"),
        ("/path/rest-listed/a", 200, "a"),
        ("/path/rest-numbers/", 200, "[]"),
        ("/path/rest-numbers/1/2", 200, "[1, 2]"),
        ("/path/rest-numbers/1/x", 404, ""),
        ("/path/rest-numbers/1//2", 404, ""),
        ("/path/rest-parsed/12", 200, "12"),
        ("/path/rest-parsed/", 404, ""),
        ("/path/rest-parsed/1/2", 404, ""),
    ]);
}

#[test]
fn query_parameters_are_decoded_and_parsed() {
    check_gets(&[
        ("/query/text?a=b", 200, "b"),
        ("/query/text?a=", 200, ""),
        ("/query/text?a", 200, ""),
        ("/query/text?b=c&a=d", 200, "d"),
        ("/query/text?a=first&a=second", 200, "first"),
        ("/query/text?a=b+c%20d%2B", 200, "b c d+"),
        ("/query/text?%61=b", 200, "b"),
        ("/query/text?a=b=c", 200, "b=c"),
        ("/query/text?a=%C3%A9", 200, "é"),
        ("/query/text", 400, ""),
        ("/query/text?", 400, ""),
        ("/query/text?A=b", 400, ""),
        ("/query/text?a=%", 400, ""),
        ("/query/text?a=%4", 400, ""),
        ("/query/text?a=%zz", 400, ""),
        ("/query/text?a=%FF", 400, ""),
        ("/query/number?a=255", 200, "255"),
        ("/query/number?a=256", 400, ""),
        ("/query/number?a=", 400, ""),
        ("/query/number", 400, ""),
        ("/query/option", 200, "None None"),
        ("/query/option?a=1&B-c=d", 200, "Some(1) Some(\"d\")"),
        ("/query/option?a=x", 400, ""),
        ("/query/option?a=", 400, ""),
        ("/query/vec", 200, "[] []"),
        ("/query/vec?a=1&b=x&a=2&b=&a=3", 200, "[1, 2, 3] [\"x\", \"\"]"),
        ("/query/vec?a=1&a=x", 400, ""),
        ("/query/result?a=1&b=2", 200, "Ok(1) Ok(Some(2))"),
        ("/query/result", 200, "Err(400) Ok(None)"),
        ("/query/result?a=x&b=x", 200, "Err(400) Err(400)"),
    ]);
}

#[test]
fn header_fields_are_taken_by_name_without_regard_to_case() {
    check_fields(
        "/header/text",
        &[
            (&["X-A: b"], 200, "b"),
            (&["x-a:   b c  "], 200, "b c"),
            (&["X-A:"], 200, ""),
            (&["X-A: first", "X-A: second"], 200, "first"),
            (&["X-AB: c"], 400, ""),
            (&[], 400, ""),
        ],
    );
    check_fields(
        "/header/option",
        &[(&[], 200, "None"), (&["X-A: 7"], 200, "Some(7)"), (&["X-A: 700"], 400, ""), (&["X-A:"], 400, "")],
    );
    check_fields("/header/vec", &[(&[], 200, "[]"), (&["X-A: b", "Y: z", "x-a: c, d"], 200, "[\"b\", \"c, d\"]")]);
    check([([&b"GET /header/text HTTP/1.1\r\nHost: a\r\nX-A: \xff\r\n\r\n"[..]].concat(), 400, "")]);
}

#[test]
fn cookies_are_taken_by_name() {
    check_fields(
        "/cookie/text",
        &[
            (&["Cookie: session=a"], 200, "a None"),
            (&["Cookie: x=y; session=a; other-one=7"], 200, "a Some(7)"),
            (&["Cookie: x=y", "Cookie: session=a"], 200, "a None"),
            (&["Cookie: session=\"a b\""], 200, "a b None"),
            (&["Cookie: session=a=b"], 200, "a=b None"),
            (&["Cookie: session="], 200, " None"),
            (&["Cookie: session=%41"], 200, "%41 None"),
            (&["Cookie: session=a; session=b"], 200, "a None"),
            (&["Cookie: Session=a"], 400, ""),
            (&["Cookie: xsession=a"], 400, ""),
            (&["Cookie: session"], 400, ""),
            (&[], 400, ""),
            (&["Cookie: session=a; other-one=x"], 400, ""),
        ],
    );
}

const JSON: &str = "Content-Type: application/json";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

fn check_contents(path: &str, cases: &[(&[&str], &str, u16, &'static str)]) {
    check(
        cases
            .iter()
            .map(|(fields, content, status, text)| (send_content("POST", path, fields, content), *status, *text)),
    );
}

#[test]
fn json_is_415_400_or_422_where_it_is_not_what_is_wanted() {
    let whole = "Message { author: \"a\", likes: 7, tags: Some([\"x\"]) }";
    let small = "Message { author: \"a\", likes: 0, tags: None }";
    check_contents(
        "/json",
        &[
            (&[JSON], r#"{"author":"a","likes":7,"tags":["x"]}"#, 200, whole),
            (&[JSON], r#" {"author":"a"} "#, 200, small),
            (&["Content-Type: Application/JSON; charset=utf-8"], r#"{"author":"a"}"#, 200, small),
            (&["Content-Type: application/problem+json"], r#"{"author":"a"}"#, 200, small),
            (&[], r#"{"author":"a"}"#, 415, ""),
            (&["Content-Type: text/plain"], r#"{"author":"a"}"#, 415, ""),
            (&["Content-Type: text/json"], r#"{"author":"a"}"#, 415, ""),
            (&["Content-Type: application/jsonx"], r#"{"author":"a"}"#, 415, ""),
            (&["Content-Type:"], r#"{"author":"a"}"#, 415, ""),
            (&[JSON], "", 400, ""),
            (&[JSON], "{", 400, ""),
            (&[JSON], r#"{"author":"a"} x"#, 400, ""),
            (&[JSON], r#"{"author":"a",}"#, 400, ""),
            (&[JSON], "{}", 422, ""),
            (&[JSON], "[]", 422, ""),
            (&[JSON], r#"{"author":7}"#, 422, ""),
            (&[JSON], r#"{"author":"a","likes":256}"#, 422, ""),
        ],
    );
    check_contents(
        "/json/option",
        &[
            (&[], "", 200, "None"),
            (&[JSON], "", 200, "None"),
            (&[JSON], r#"{"author":"a"}"#, 200, "Some(Message { author: \"a\", likes: 0, tags: None })"),
            (&[], "x", 415, ""),
            (&[JSON], "x", 400, ""),
            (&[JSON], "{}", 422, ""),
        ],
    );
    let long = format!(r#"{{"author":"{}"}}"#, "a".repeat(100));
    check_contents(
        "/json/result",
        &[
            (&[JSON], r#"{"author":"a"}"#, 200, "a"),
            (&[], "x", 200, "415"),
            (&[JSON], "x", 200, "400"),
            (&[JSON], "{}", 200, "422"),
            (&[JSON], &long, 200, "413"),
        ],
    );
}

#[test]
fn a_form_is_415_400_413_or_422_where_it_is_not_what_is_wanted() {
    let whole = "Message { author: \"a b&é\", likes: 7, tags: Some([\"x\", \"y\"]) }";
    let small = "Message { author: \"a\", likes: 0, tags: None }";
    check_contents(
        "/form",
        &[
            (&[FORM], "author=a+b%26%C3%A9&likes=7&tags=x&tags=y", 200, whole),
            (&[FORM], "author=a&unknown=1", 200, small),
            (&["Content-Type: Application/X-WWW-Form-URLEncoded ; charset=utf-8"], "author=a", 200, small),
            (&[], "author=a", 415, ""),
            (&[JSON], "author=a", 415, ""),
            (&["Content-Type: multipart/form-data; boundary=x"], "author=a", 415, ""),
            (&[FORM], "author=%", 400, ""),
            (&[FORM], "author=%FF", 400, ""),
            (&[FORM], "author=a&other=%zz", 400, ""),
            (&[FORM], "", 422, ""),
            (&[FORM], "likes=1", 422, ""),
            (&[FORM], "author=a&likes=256", 422, ""),
            (&[FORM], "author=a&likes=", 422, ""),
        ],
    );
    check_contents(
        "/form/option",
        &[
            (&[], "", 200, "None"),
            (&[FORM], "author=a", 200, "Some(Message { author: \"a\", likes: 0, tags: None })"),
            (&[], "author=a", 415, ""),
            (&[FORM], "likes=1", 422, ""),
        ],
    );
    check_contents(
        "/form/small",
        &[(&[FORM], "author=012345678", 200, "012345678"), (&[FORM], "author=0123456789", 413, "")],
    );
}

#[test]
fn a_body_knows_how_much_is_left() {
    check_contents("/body", &[(&[], "hello", 200, "Some(5) hello Some(0)"), (&[], "", 200, "Some(0)  Some(0)")]);
    let chunked = [&request("POST", "/body", &["Transfer-Encoding: chunked"])[..], b"5\r\nhello\r\n0\r\n\r\n"].concat();
    check([
        (chunked, 200, "None hello Some(0)"),
        (send_content("GET", "/body", &[], "of a GET"), 200, "of a GET"),
        (send_content("POST", "/body", &[], "\u{fffd}"), 200, "Some(3) \u{fffd} Some(0)"),
    ]);
}

#[test]
fn a_request_shows_what_was_received() {
    let text = "GET /request?a=%20 HTTP/1.1 GET /request?a=%20 HTTP/1.1 (\"Host\", [116, 101, 115, 116])";
    check_gets(&[("/request?a=%20", 200, text)]);
}

#[test]
fn types_of_the_users_own_answer_with_their_own_rejection() {
    check_fields(
        "/token",
        &[
            (&["Authorization: Bearer abc"], 200, "abc"),
            (&[], 401, "no token\n"),
            (&["Authorization: Basic abc"], 401, "no token\n"),
        ],
    );
    check_fields("/token/result", &[(&["Authorization: Bearer abc"], 200, "abc"), (&[], 200, "401 Unauthorized")]);
}

#[test]
fn arguments_of_all_kinds_go_together() {
    let fields = ["Cookie: c=d", "X-H: i", "Authorization: Bearer t"];
    check([
        (send_content("POST", "/all/7?q=r", &fields, "hello"), 200, "7 Some(\"r\") Some(\"d\") Some(\"i\") t /all/7 5"),
        (send_content("POST", "/all/x?q=r", &fields, "hello"), 404, ""),
        (send_content("POST", "/all/7?q=r", &fields[..2], "hello"), 401, "no token\n"),
    ]);
}

#[test]
fn a_rejection_says_what_is_wrong() {
    let running = serve(Site);
    let answer = ask(&running, get("/query/number?a=x"));
    assert!(answer.text().starts_with("400 Bad Request\n"), "{}", answer.text());
    assert!(answer.text().contains("`a`") && answer.text().contains("invalid digit"), "{}", answer.text());
}

/// Says no with a yes.
struct Confused;

impl FromRequest<'_> for Confused {
    type Rejection = &'static str;

    fn from_request(_: &Request) -> Result<Self, &'static str> {
        Err("fine")
    }
}

#[handler]
struct Confusing;

#[handler]
impl Confusing {
    #[get]
    fn never(&self, _confused: Confused) {}
}

#[test]
fn a_rejection_is_no_success() {
    ask(&serve(Confusing), get("/")).expect(500, "fine");
}

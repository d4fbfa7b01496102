//! Remembers names, whatever is in them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "../../tests/support/mod.rs"]
mod support;

use support::{Response, Server};

const STRANGER: &str = "I don't know who you are yet.";

/// Asks for the page as a browser does that has these cookies.
fn visit(server: &Server, cookies: &str) -> Response {
    let mut connection = server.connect();
    connection.send_head("GET /", &[("Cookie", cookies)]);
    connection.read_response()
}

/// What a browser sends back of a `Set-Cookie`.
fn pair(response: &Response) -> &str {
    response.field("set-cookie").unwrap().split(';').next().unwrap()
}

#[test]
fn a_stranger_is_asked_for_the_name() {
    let server = Server::start("cookies");
    let response = server.get("/");
    assert_eq!(response.status, 200);
    assert_eq!(response.field("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(response.field("set-cookie"), None);
    response.assert_contains("<title>I Remember You</title>");
    response.assert_contains("name=\"yourname\"");
    response.assert_contains(STRANGER);
}

#[test]
fn the_cookie_keeps_to_this_host_and_away_from_scripts() {
    let server = Server::start("cookies");
    let response = server.post("/", &[("yourname", "Ada")]);
    response.assert_redirects_to("/");
    let attributes: Vec<&str> = response.field("set-cookie").unwrap().split("; ").collect();
    assert_eq!(attributes, ["yourname=Ada", "Max-Age=2592000", "Path=/", "HttpOnly", "SameSite=Lax"]);
}

#[test]
fn whoever_said_a_name_is_greeted_by_it() {
    let server = Server::start("cookies");
    let shown = [
        ("Ada", "Ada"),
        ("Ada King; Path=/elsewhere", "Ada King; Path=/elsewhere"),
        ("Zoë 名前 🐻", "Zoë 名前 🐻"),
        ("a\r\nSet-Cookie: b=c", "a\r\nSet-Cookie: b=c"),
        ("\"quoted\"", "&quot;quoted&quot;"),
        ("100% = %41, +", "100% = %41, +"),
        ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
    ];
    for (name, shown) in shown {
        let answer = server.post("/", &[("yourname", name)]);
        answer.assert_redirects_to("/");
        visit(&server, pair(&answer)).assert_contains(&format!("<p>Hey there, {shown}!</p>"));
    }
}

#[test]
fn an_empty_name_is_no_name() {
    let server = Server::start("cookies");
    let answer = server.post("/", &[("yourname", "")]);
    visit(&server, pair(&answer)).assert_contains(STRANGER);
}

#[test]
fn cookies_of_others_and_forged_ones_do_no_harm() {
    let server = Server::start("cookies");
    visit(&server, "other=1; yourname=Ada; more=2").assert_contains("Hey there, Ada!");
    visit(&server, "theyourname=Eve").assert_contains(STRANGER);
    visit(&server, "yourname=<b>").assert_contains("Hey there, &lt;b&gt;!");
    visit(&server, "yourname=%3Cb%3E").assert_contains("Hey there, &lt;b&gt;!");
    visit(&server, "yourname=%FF%zz").assert_contains("Hey there, \u{FFFD}%zz!");
}

#[test]
fn a_form_without_a_name_is_refused() {
    let server = Server::start("cookies");
    assert_eq!(server.post("/", &[("name", "Ada")]).status, 422);
    assert_eq!(server.post("/", &[("yourname", &"a".repeat(2_000))]).status, 413);
}

//! Names lead where they were set to, if somebody answers there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "../../tests/support/mod.rs"]
mod support;

use http_core::Running;
use http_core::prelude::*;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use support::Server;

/// The site that bookmarks lead to.
#[handler]
struct Elsewhere;

#[handler]
impl Elsewhere {
    #[get("/ok")]
    fn ok(&self) -> &'static str {
        "here\n"
    }

    #[get("/empty")]
    fn empty(&self) {}

    #[get("/moved")]
    fn moved(&self) -> Redirect {
        Redirect::found("/moved-again")
    }

    #[get("/moved-again")]
    fn moved_again(&self) -> Redirect {
        Redirect::permanent("/ok")
    }

    #[get("/moved-away")]
    fn moved_away(&self) -> Redirect {
        Redirect::see_other("/nowhere")
    }

    #[get("/circle")]
    fn circle(&self) -> Redirect {
        Redirect::see_other("/circle")
    }

    #[get("/broken")]
    fn broken(&self) -> StatusCode {
        StatusCode::INTERNAL_SERVER_ERROR
    }
}

fn elsewhere() -> Running {
    HttpServer::bind("127.0.0.1:0", Elsewhere).unwrap().spawn().unwrap()
}

/// Sets a bookmark.
fn set(server: &Server, shortname: &str, longuri: &str) -> support::Response {
    server.post("/", &[("longuri", longuri), ("shortname", shortname)])
}

#[test]
fn the_page_has_a_form() {
    let server = Server::start("bookmarks");
    let page = server.get("/");
    assert_eq!((page.status, page.field("content-type")), (200, Some("text/html; charset=utf-8")));
    page.assert_contains("<title>Bookmark Server</title>");
    page.assert_contains("name=\"longuri\"");
    page.assert_contains("name=\"shortname\"");
}

#[test]
fn a_name_leads_to_its_uri() {
    let (server, elsewhere) = (Server::start("bookmarks"), elsewhere());
    let uri = format!("http://{}/ok?a=b&c=%C3%A4#part", elsewhere.local_addr());
    set(&server, "ok", &uri).assert_redirects_to("/");
    server.get("/ok").assert_redirects_to(&uri);
    server.get("/").assert_contains(&format!("<a href=\"/ok\">ok</a>: {}", uri.replace('&', "&amp;")));
}

#[test]
fn a_name_can_be_set_anew() {
    let (server, elsewhere) = (Server::start("bookmarks"), elsewhere());
    let uri = |path: &str| format!("http://{}{path}", elsewhere.local_addr());
    set(&server, "name", &uri("/ok?1")).assert_redirects_to("/");
    set(&server, "name", &uri("/ok?2")).assert_redirects_to("/");
    server.get("/name").assert_redirects_to(&uri("/ok?2"));
    // What can't be fetched changes nothing.
    assert_eq!(set(&server, "name", &uri("/nowhere")).status, 404);
    server.get("/name").assert_redirects_to(&uri("/ok?2"));
}

#[test]
fn names_may_be_any_text() {
    let (server, elsewhere) = (Server::start("bookmarks"), elsewhere());
    let uri = format!("http://{}/ok", elsewhere.local_addr());
    let names = [
        ("a/b?c", "/a%2Fb%3Fc", "a/b?c"),
        ("Zoë 名", "/Zo%C3%AB%20%E5%90%8D", "Zoë 名"),
        ("<script>\"", "/%3Cscript%3E%22", "&lt;script&gt;&quot;"),
    ];
    for (name, link, shown) in names {
        set(&server, name, &uri).assert_redirects_to("/");
        server.get("/").assert_contains(&format!("<a href=\"{link}\">{shown}</a>"));
        server.get(link).assert_redirects_to(&uri);
    }
}

#[test]
fn an_unknown_name_is_not_found() {
    let response = Server::start("bookmarks").get("/nobody%3C");
    assert_eq!((response.status, response.text()), (404, "I don't know 'nobody<'.\n"));
    assert_eq!(response.field("content-type"), Some("text/plain; charset=utf-8"));
}

#[test]
fn both_fields_are_needed() {
    let (server, elsewhere) = (Server::start("bookmarks"), elsewhere());
    let uri = format!("http://{}/ok", elsewhere.local_addr());
    let forms: [&[(&str, &str)]; 5] = [
        &[],
        &[("longuri", &uri)],
        &[("shortname", "name")],
        &[("longuri", &uri), ("shortname", "")],
        &[("longuri", ""), ("shortname", "name")],
    ];
    for form in forms {
        assert_eq!(server.post("/", form).status, 400, "{form:?}");
    }
    assert_eq!(server.get("/name").status, 404);
}

#[test]
fn a_post_of_nothing_at_all_is_refused() {
    let server = Server::start("bookmarks");
    let mut connection = server.connect();
    connection.send_head("POST /", &[("Content-Length", "0")]);
    assert_eq!(connection.read_response().status, 400);
}

#[test]
fn other_than_http_is_refused() {
    let server = Server::start("bookmarks");
    let uris = [
        "javascript:alert(1)",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "/relative",
        "http:relative",
        "localhost:80",
        "http://127.0.0.1/ spaced",
        "http://127.0.0.1/\r\nX-Injected: yes",
        "http://127.0.0.1/ä",
    ];
    for uri in uris {
        let response = set(&server, "name", uri);
        assert_eq!((response.status, response.field("x-injected")), (404, None), "{uri}");
        response.assert_contains(uri);
    }
    assert_eq!(server.get("/name").status, 404);
}

#[test]
fn redirections_are_followed_to_their_end() {
    let (server, elsewhere) = (Server::start("bookmarks"), elsewhere());
    let uri = |path: &str| format!("http://{}{path}", elsewhere.local_addr());
    set(&server, "moved", &uri("/moved")).assert_redirects_to("/");
    // The name leads to what was asked for, not to where that leads today.
    server.get("/moved").assert_redirects_to(&uri("/moved"));
    for path in ["/moved-away", "/circle"] {
        assert_eq!(set(&server, "name", &uri(path)).status, 404, "{path}");
    }
}

#[test]
fn only_200_will_do() {
    let (server, elsewhere) = (Server::start("bookmarks"), elsewhere());
    for path in ["/nowhere", "/broken", "/empty"] {
        let uri = format!("http://{}{path}", elsewhere.local_addr());
        let response = set(&server, "name", &uri);
        assert_eq!(response.status, 404, "{path}");
        response.assert_contains(&uri);
    }
    assert_eq!(server.get("/name").status, 404);
}

#[test]
fn a_place_where_nobody_listens_is_not_found() {
    let server = Server::start("bookmarks");
    for uri in ["http://127.0.0.1:1/", "https://127.0.0.1:1/", "http://", "http://[::", "http://127.0.0.1:99999/"] {
        let response = set(&server, "name", uri);
        assert_eq!(response.status, 404, "{uri}");
        response.assert_contains(uri);
    }
}

#[test]
fn a_place_that_never_answers_is_given_up() {
    let server = Server::start("bookmarks");
    // The kernel takes the connection; nobody else does.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let uri = format!("http://{}/", silent.local_addr().unwrap());
    let response = set(&server, "name", &uri);
    assert_eq!(response.status, 404);
    response.assert_contains(&uri);
}

#[test]
fn a_bookmark_may_lead_to_this_very_server() {
    let server = Server::start("bookmarks");
    let uri = server.url("/");
    set(&server, "me", &uri).assert_redirects_to("/");
    // Through itself to itself.
    set(&server, "again", &server.url("/me")).assert_redirects_to("/");
    server.get("/again").assert_redirects_to(&server.url("/me"));
}

#[test]
fn others_are_served_while_a_check_waits() {
    let server = Server::start("bookmarks");
    let slow = TcpListener::bind("127.0.0.1:0").unwrap();
    let uri = format!("http://{}/", slow.local_addr().unwrap());
    std::thread::scope(|scope| {
        let poster = scope.spawn(|| set(&server, "slow", &uri));
        let (check, _) = slow.accept().unwrap();
        assert_eq!(server.get("/").status, 200);
        assert_eq!(server.get("/slow").status, 404);
        // Had they waited for the check, it would have been given up by now.
        answer(check);
        poster.join().unwrap().assert_redirects_to("/");
    });
}

/// A proxy that answers 200 itself at the end of every tunnel to plain http, and refuses others. Gives its URL, and
/// the request lines it got.
fn proxy() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // The test has ended.
            let Ok(()) = sender.send(answer(stream.unwrap())) else { return };
        }
    });
    (url, lines)
}

/// Answers a request, and the one in the tunnel if it asks for one to plain http. Gives the first request's line.
fn answer(stream: TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let line = read_request_line(&mut reader);
    if !line.starts_with("CONNECT ") {
        write_answer(&mut reader, "200 OK");
    } else if line.contains(":80 ") {
        reader.get_mut().write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
        read_request_line(&mut reader);
        write_answer(&mut reader, "200 OK");
    } else {
        write_answer(&mut reader, "403 Forbidden");
    }
    line
}

fn read_request_line(reader: &mut BufReader<TcpStream>) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).unwrap(), 0, "a head that is cut short: {head:?}");
    }
    head.lines().next().unwrap().to_owned()
}

fn write_answer(reader: &mut BufReader<TcpStream>, status: &str) {
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    reader.get_mut().write_all(answer.as_bytes()).unwrap();
}

#[test]
fn http_goes_through_the_http_proxy() {
    let (url, lines) = proxy();
    let server = Server::start_with("bookmarks", |command| {
        command.env("http_proxy", url);
    });
    // No resolver knows the host: only a proxy can answer for it.
    set(&server, "far", "http://far.invalid/page?a=b").assert_redirects_to("/");
    assert_eq!(lines.recv().unwrap(), "CONNECT far.invalid:80 HTTP/1.1");
    server.get("/far").assert_redirects_to("http://far.invalid/page?a=b");
}

#[test]
fn https_goes_through_a_tunnel_of_the_https_proxy() {
    let (url, lines) = proxy();
    let server = Server::start_with("bookmarks", |command| {
        command.env("https_proxy", url);
    });
    assert_eq!(set(&server, "far", "https://far.invalid/").status, 404);
    assert_eq!(lines.recv().unwrap(), "CONNECT far.invalid:443 HTTP/1.1");
}

#[test]
fn no_proxy_is_honoured() {
    let ((url, lines), elsewhere) = (proxy(), elsewhere());
    let server = Server::start_with("bookmarks", |command| {
        command.env("http_proxy", url).env("no_proxy", "127.0.0.1");
    });
    set(&server, "near", &format!("http://{}/ok", elsewhere.local_addr())).assert_redirects_to("/");
    assert!(lines.try_recv().is_err());
}

//! Messages are shown, escaped, and outlive the process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "../../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use support::Server;

/// A database file of one test, removed with it.
struct Database {
    path: PathBuf,
}

impl Database {
    fn new(test: &str) -> Self {
        let name = format!("messageboard-{test}-{}.sqlite", std::process::id());
        Self { path: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name) }
    }

    fn start(&self) -> Server {
        Server::start_with("messageboard", |command| {
            command.arg(&self.path);
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        for suffix in ["", "-journal"] {
            // Most tests leave no journal.
            let _ = std::fs::remove_file(format!("{}{suffix}", self.path.display()));
        }
    }
}

#[test]
fn the_page_has_a_form() {
    let server = Server::start("messageboard");
    let page = server.get("/");
    assert_eq!((page.status, page.field("content-type")), (200, Some("text/html; charset=utf-8")));
    page.assert_contains("<title>Message Board</title>");
    page.assert_contains("<form method=\"post\">");
    page.assert_contains("<textarea name=\"message\"");
    page.assert_lacks("<pre>");
}

#[test]
fn a_message_is_shown_after_a_redirection_newest_first() {
    let server = Server::start("messageboard");
    let mut connection = server.connect();
    for message in ["first", "second & last"] {
        connection.post("/", &[("message", message)]).assert_redirects_to("/");
    }
    connection.get("/").assert_contains("<pre>second &amp; last</pre>\n<pre>first</pre>\n");
}

#[test]
fn messages_are_text_and_never_markup_or_sql() {
    let server = Server::start("messageboard");
    server.post("/", &[("message", "<script>alert(\"x\")</script>")]).assert_redirects_to("/");
    server.post("/", &[("message", "'); DROP TABLE message; --")]).assert_redirects_to("/");
    server.post("/", &[("message", "Zoë\r\n名前 🐻")]).assert_redirects_to("/");
    let page = server.get("/");
    page.assert_lacks("<script>");
    page.assert_contains("<pre>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</pre>");
    page.assert_contains("<pre>&#39;); DROP TABLE message; --</pre>");
    page.assert_contains("<pre>Zoë\r\n名前 🐻</pre>");
}

/// No form field holds it, and databases cut text there.
#[test]
fn a_nul_is_refused() {
    let server = Server::start("messageboard");
    assert_eq!(server.post("/", &[("message", "before\0behind")]).status, 400);
    server.get("/").assert_lacks("before");
}

#[test]
fn an_orderly_restart_loses_nothing() {
    let database = Database::new("restart");
    let mut server = database.start();
    server.post("/", &[("message", "before")]).assert_redirects_to("/");
    server.signal("TERM");
    assert_eq!(server.wait().code(), Some(0));
    let server = database.start();
    server.post("/", &[("message", "after")]).assert_redirects_to("/");
    server.get("/").assert_contains("<pre>after</pre>\n<pre>before</pre>\n");
}

#[test]
fn a_message_that_was_answered_survives_a_kill() {
    let database = Database::new("kill");
    let mut server = database.start();
    server.post("/", &[("message", "kept")]).assert_redirects_to("/");
    server.signal("KILL");
    assert_eq!(server.wait().code(), None);
    database.start().get("/").assert_contains("<pre>kept</pre>");
}

#[test]
fn many_writers_lose_no_message() {
    let database = Database::new("writers");
    let server = database.start();
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let server = &server;
            scope.spawn(move || {
                let mut connection = server.connect();
                for number in 0..5 {
                    let message = format!("{writer} wrote {number}");
                    connection.post("/", &[("message", &message)]).assert_redirects_to("/");
                }
            });
        }
    });
    let page = server.get("/");
    for (writer, number) in (0..8).flat_map(|writer| (0..5).map(move |number| (writer, number))) {
        page.assert_contains(&format!("<pre>{writer} wrote {number}</pre>"));
    }
}

#[test]
fn what_is_no_message_is_refused() {
    let server = Server::start("messageboard");
    assert_eq!(server.post("/", &[("text", "hello")]).status, 422);
    let mut connection = server.connect();
    connection.send_head("POST /", &[("Content-Type", "application/json"), ("Content-Length", "2")]);
    connection.send("{}");
    assert_eq!(connection.read_response().status, 415);
    assert_eq!(server.post("/", &[("message", &"a".repeat(70_000))]).status, 413);
    server.get("/").assert_lacks("<pre>");
}

//! Proof that requests are answered at the same time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use support::{Connection, Response, Server};

fn count(response: &Response) -> usize {
    assert_eq!(response.status, 200);
    let (_, rest) = response.text().split_once("In flight: ").unwrap();
    rest.split_once('<').unwrap().0.parse().unwrap()
}

#[test]
fn the_page_has_sixteen_frames() {
    let server = Server::start("parallelometer");
    let page = server.get("/");
    assert_eq!((page.status, page.field("content-type")), (200, Some("text/html; charset=utf-8")));
    page.assert_contains("<title>Parallelometer</title>");
    assert_eq!(page.text().matches("<iframe").count(), 16);
    for number in 0..16 {
        page.assert_contains(&format!("<iframe src=\"/frame?{number}\"></iframe>"));
    }
}

#[test]
fn sixteen_frames_are_answered_at_once() {
    let server = Server::start("parallelometer");
    let mut connections: Vec<Connection> = (0..16).map(|_| server.connect()).collect();
    for (number, connection) in connections.iter_mut().enumerate() {
        connection.send_head(&format!("GET /frame?{number}"), &[]);
    }
    let counts: Vec<usize> = connections.iter_mut().map(|connection| count(&connection.read_response())).collect();
    // Whoever shows more than half of them has slept beside them: all sixteen took two sleeps at most, and not
    // sixteen. That says more than a clock on a busy machine.
    let most = counts.iter().copied().max().unwrap();
    assert!((9..=16).contains(&most), "{counts:?}");
    // All have been counted out again.
    assert_eq!(count(&server.get("/frame?last")), 1);
}

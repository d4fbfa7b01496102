//! The notes through the testing client: the whole service, no socket.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use super::{Note, Notes, Problem, Service};
use http_core::StatusCode;
use http_core::testing::{Client, RequestBuilder};

fn client() -> Client {
    Client::new(Service { token: "t".to_owned(), notes: Notes::open(":memory:").unwrap() })
}

fn as_user(request: RequestBuilder<'_>) -> RequestBuilder<'_> {
    request.header("Authorization", "Bearer t")
}

fn create(client: &Client, text: &str) -> http_core::testing::TestResponse {
    as_user(client.post("/notes/")).json(&serde_json::json!({ "text": text })).send()
}

#[test]
fn a_note_can_be_made_found_and_removed() {
    let client = client();
    let made = create(&client, " milk ");
    assert_eq!((made.status(), made.route()), (StatusCode::CREATED, Some("Notes::create")));
    let note: Note = made.json();
    assert_eq!(note.text, "milk");
    assert_eq!(as_user(client.get("/notes/1")).send().json::<Note>(), note);
    assert_eq!(as_user(client.get("/notes?word=il")).send().json::<Vec<Note>>(), [note]);
    assert_eq!(as_user(client.delete("/notes/1")).send().status(), StatusCode::NO_CONTENT);
    assert_eq!(as_user(client.delete("/notes/1")).send().status(), StatusCode::NOT_FOUND);
}

#[test]
fn errors_are_problems_in_json() {
    let client = client();
    let empty = create(&client, "  ");
    let detail = Some("a note needs a text".to_owned());
    assert_eq!(empty.json::<Problem>(), Problem { status: 422, detail });
    assert_eq!(as_user(client.get("/notes/one")).send().json::<Problem>().status, 404);
    assert_eq!(as_user(client.put("/notes/1")).send().json::<Problem>().status, 405);
    assert_eq!(as_user(client.get("/elsewhere")).send().json::<Problem>().status, 404);
}

#[test]
fn only_users_see_notes_and_nobody_caches_them() {
    let client = client();
    let refused = client.get("/notes/").send();
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(refused.headers()["www-authenticate"], "Bearer");
    assert_eq!(refused.headers()["cache-control"], "no-store");
    assert_eq!(refused.headers()["server"], "notes/1.0");
    assert_eq!(client.get("/health").send().text(), "well\n");
}

#[test]
fn a_thousand_requests_find_their_way() {
    let client = client();
    for id in 1..=1_000 {
        assert_eq!(create(&client, "again").json::<Note>().id, id);
    }
}

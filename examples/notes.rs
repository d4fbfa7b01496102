//! A JSON API for notes in SQLite: mounts, hooks, error pages, validation, and tests without a socket.
//!
//! `cargo run --example notes`, then
//! `curl -H 'Authorization: Bearer secret' -H 'Content-Type: application/json' -d '{"text":"milk"}' localhost:8000/notes/`.

use http_core::prelude::*;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The service: the API below `/notes`, and what is common to all of it.
#[handler(server = "notes/1.0")]
struct Service {
    token: String,
    #[mount("/notes")]
    notes: Notes,
}

#[handler]
impl Service {
    #[get("/health")]
    fn health(&self) -> &'static str {
        "well\n"
    }

    #[before]
    fn authenticate(&self, request: &Request, #[header("authorization")] given: Option<&str>) -> Result<(), Response> {
        let is_known = given.and_then(|given| given.strip_prefix("Bearer ")).is_some_and(|token| token == self.token);
        if is_known || request.path() == "/health" {
            return Ok(());
        }
        Err(Response::new(StatusCode::UNAUTHORIZED).with_header("WWW-Authenticate", "Bearer"))
    }

    #[after]
    fn forbid_caching(&self, head: &mut ResponseHead) {
        head.headers_mut().insert("cache-control", http_core::HeaderValue::from_static("no-store"));
    }

    #[catch]
    fn problem(&self, status: StatusCode, cause: Option<&Error>) -> Json<Problem> {
        // What is the server's fault is in the log; the client is told what is its own.
        let detail = cause.filter(|_| status.is_client_error()).map(ToString::to_string);
        Json(Problem { status: status.as_u16(), detail })
    }
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Problem {
    status: u16,
    detail: Option<String>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Note {
    id: i64,
    text: String,
}

#[derive(Deserialize)]
struct NewNote {
    text: String,
}

#[handler(max_body = 16 * 1024)]
struct Notes {
    database: Mutex<Connection>,
}

#[handler]
impl Notes {
    /// All notes, or those with a word in them.
    #[get("/")]
    fn list(&self, #[query] word: Option<&str>) -> Result<Json<Vec<Note>>, Error> {
        let database = self.database();
        let mut statement = database.prepare("SELECT id, text FROM note WHERE instr(text, ?1) > 0 ORDER BY id")?;
        let notes = statement.query_map([word.unwrap_or_default()], note)?;
        Ok(Json(notes.collect::<Result<_, _>>()?))
    }

    #[get("/{id}")]
    fn show(&self, id: i64) -> Result<Option<Json<Note>>, Error> {
        let found = self.database().query_row("SELECT id, text FROM note WHERE id = ?1", [id], note);
        Ok(found.optional()?.map(Json))
    }

    #[post("/", status = 201)]
    fn create(&self, #[json] new: NewNote) -> Result<Json<Note>, Error> {
        let text = valid(new)?;
        let database = self.database();
        database.execute("INSERT INTO note (text) VALUES (?1)", [&text])?;
        Ok(Json(Note { id: database.last_insert_rowid(), text }))
    }

    #[delete("/{id}")]
    fn remove(&self, id: i64) -> Result<Option<()>, Error> {
        let count = self.database().execute("DELETE FROM note WHERE id = ?1", [id])?;
        Ok((count > 0).then_some(()))
    }
}

impl Notes {
    fn open(path: &str) -> rusqlite::Result<Self> {
        let database = Connection::open(path)?;
        database.execute_batch("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")?;
        Ok(Self { database: Mutex::new(database) })
    }

    fn database(&self) -> MutexGuard<'_, Connection> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note { id: row.get(0)?, text: row.get(1)? })
}

fn valid(note: NewNote) -> Result<String, Error> {
    match note.text.trim() {
        "" => Err(Error::new("a note needs a text").with_status(StatusCode::UNPROCESSABLE_ENTITY)),
        text => Ok(text.to_owned()),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let service = Service { token: "secret".to_owned(), notes: Notes::open("notes.sqlite")? };
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), service)?;
    println!("listening on {}", server.url());
    Ok(server.run_forever()?)
}

#[cfg(test)]
#[path = "notes/tests.rs"]
mod tests;

//! A message board whose messages outlive it.
//!
//! Shows state behind a lock (SQLite, through rusqlite), `?` on any error, and POST answered with a redirection, so
//! that a reload posts nothing again.
//!
//! `cargo run --example messageboard -- 8000 board.sqlite`, then open <http://127.0.0.1:8000/>. Without a file the
//! messages are kept in memory, and go with the process.

use http_core::escape_html;
use http_core::prelude::*;
use rusqlite::Connection;
use serde::Deserialize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The page shows this many; older messages stay in the database.
const SHOWN: u32 = 1_000;

#[derive(Deserialize)]
struct Post {
    message: String,
}

#[handler]
struct Board {
    database: Mutex<Connection>,
}

#[handler]
impl Board {
    #[get("/")]
    fn show(&self) -> Result<Html<String>, Error> {
        Ok(page(&self.messages()?))
    }

    #[post("/", max_body = 64 * 1024)]
    fn post(&self, #[form] post: Post) -> Result<Redirect, Error> {
        self.database().execute("INSERT INTO message (text) VALUES (?1)", [post.message])?;
        Ok(Redirect::see_other("/"))
    }
}

impl Board {
    /// A board in this file, or in memory.
    fn open(file: Option<String>) -> rusqlite::Result<Self> {
        let database = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        database.execute_batch("CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")?;
        Ok(Self { database: Mutex::new(database) })
    }

    /// A handler that panicked while it held the lock leaves nothing half done: SQLite rolls back.
    fn database(&self) -> MutexGuard<'_, Connection> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The messages, newest first.
    fn messages(&self) -> rusqlite::Result<Vec<String>> {
        let database = self.database();
        let mut query = database.prepare("SELECT text FROM message ORDER BY id DESC LIMIT ?1")?;
        query.query_map([SHOWN], |row| row.get(0))?.collect()
    }
}

fn page(messages: &[String]) -> Html<String> {
    let list: String = messages.iter().map(|text| format!("<pre>{}</pre>\n", escape_html(text))).collect();
    Html(format!(
        r#"<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Message Board</title>
<form method="post">
  <textarea name="message" required></textarea>
  <button type="submit">Post it!</button>
</form>
{list}</html>
"#
    ))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().unwrap_or("8000".to_owned());
    let board = Board::open(arguments.next())?;
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), board)?;
    println!("listening on {}", server.url());
    Ok(server.run_forever()?)
}

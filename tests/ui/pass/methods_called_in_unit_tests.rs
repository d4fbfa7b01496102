#![deny(warnings)]

use http_core::prelude::*;
use serde::Deserialize;
use std::sync::Mutex;

#[derive(Deserialize)]
struct NewMessage {
    text: String,
}

#[handler]
#[derive(Default)]
struct Board {
    messages: Mutex<Vec<String>>,
}

#[handler]
impl Board {
    #[get("/messages/{id}")]
    fn show(&self, id: usize, #[query] loud: Option<bool>) -> Result<String, StatusCode> {
        let message = self.messages.lock().unwrap().get(id).cloned().ok_or(StatusCode::NOT_FOUND)?;
        Ok(if loud == Some(true) { message.to_uppercase() } else { message })
    }

    #[post("/messages")]
    fn create(&self, #[form] message: NewMessage, #[cookie] session: Option<&str>) -> Redirect {
        self.store(session.unwrap_or("nobody"), &message.text);
        Redirect::see_other("/")
    }

    #[get("/search")]
    fn search<'a>(
        &self,
        #[query("q")] words: Vec<&'a str>,
        #[header("limit")] limit: Result<usize, Rejection>,
    ) -> &'a str {
        words.get(limit.unwrap_or_default()).copied().unwrap_or_default()
    }

    #[before]
    fn check(&self, #[cookie] session: Option<&str>) -> Result<(), StatusCode> {
        session.map(drop).ok_or(StatusCode::FORBIDDEN)
    }

    #[catch]
    fn page(&self, status: StatusCode, cause: Option<&Error>) -> String {
        format!("{status} {}", cause.is_some())
    }

    fn store(&self, session: &str, text: &str) {
        self.messages.lock().unwrap().push(format!("{session}: {text}"));
    }
}

// As a method and as a function, by value and by pointer: nothing of the signature has changed.
fn main() {
    let board = Board::default();
    let answer = board.create(NewMessage { text: "hello".to_owned() }, Some("me"));
    assert_eq!(answer.into_response().status(), StatusCode::SEE_OTHER);
    assert_eq!(board.show(0, None).as_deref(), Ok("me: hello"));
    assert_eq!(Board::show(&board, 0, Some(true)).as_deref(), Ok("ME: HELLO"));
    assert_eq!(board.show(1, None), Err(StatusCode::NOT_FOUND));
    let search: fn(&Board, Vec<&'static str>, Result<usize, Rejection>) -> &'static str = Board::search;
    assert_eq!(search(&board, vec!["a", "b"], Ok(1)), "b");
    assert_eq!(board.check(None), Err(StatusCode::FORBIDDEN));
    assert_eq!(board.page(StatusCode::NOT_FOUND, None), "404 Not Found false");
}

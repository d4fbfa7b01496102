use http_core::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Message<'a> {
    text: &'a str,
}

#[handler]
struct Board;

#[handler]
impl Board {
    #[post("/")]
    fn create(&self, #[json] message: Message<'_>) -> String {
        message.text.to_owned()
    }
}

fn main() {}

use http_core::prelude::*;

struct Message {
    text: String,
}

struct Lent<'a> {
    text: &'a str,
}

#[handler]
struct Board;

#[handler]
impl Board {
    #[post("/several")]
    fn several(&self, #[json] messages: Vec<Message>) -> String {
        messages.into_iter().map(|message| message.text).collect()
    }

    #[post("/form")]
    fn form(&self, #[form] message: Option<Message>) -> String {
        message.map(|message| message.text).unwrap_or_default()
    }

    #[post("/fallible")]
    fn fallible(&self, #[json] message: Result<Message, Rejection>) -> Result<String, Rejection> {
        Ok(message?.text)
    }

    #[post("/lent")]
    fn lent(&self, #[json] message: Lent<'_>) -> String {
        message.text.to_owned()
    }
}

fn main() {}

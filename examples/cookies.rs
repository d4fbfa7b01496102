//! Remembers the name of whoever visits, in a cookie.
//!
//! Shows `#[cookie]`, `#[form]`, and why a cookie's value has to be encoded.
//!
//! `cargo run --example cookies`, then open <http://127.0.0.1:8000/>. Another port goes behind `--`.

use http_core::escape_html;
use http_core::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Deserialize;

/// Browsers forget the name after thirty days.
const MAX_AGE_SECONDS: u32 = 30 * 24 * 60 * 60;

/// Browsers drop cookies of more than 4096 bytes, and encoding makes a byte three at most.
const MAX_FORM: u64 = 1024;

#[derive(Deserialize)]
struct Introduction {
    yourname: String,
}

#[handler]
struct Memory;

#[handler]
impl Memory {
    #[get("/")]
    fn greet(&self, #[cookie] yourname: Option<&str>) -> Html<String> {
        let greeting = match yourname.filter(|cookie| !cookie.is_empty()) {
            Some(cookie) => format!("Hey there, {}!", escape_html(&decode(cookie))),
            None => "I don't know who you are yet.".to_owned(),
        };
        page(&greeting)
    }

    #[post("/", max_body = MAX_FORM)]
    fn remember(&self, #[form] introduction: Introduction) -> Response {
        let name = encode(&introduction.yourname);
        // Without a Domain the cookie comes back to this host only; scripts have no use for it (HttpOnly).
        let cookie = format!("yourname={name}; Max-Age={MAX_AGE_SECONDS}; Path=/; HttpOnly; SameSite=Lax");
        Redirect::see_other("/").into_response().with_header("Set-Cookie", &cookie)
    }
}

/// Cookies have no encoding of their own, and a `;` or a line's end in one would start something else.
fn encode(name: &str) -> String {
    utf8_percent_encode(name, NON_ALPHANUMERIC).to_string()
}

/// Anybody can send any cookie: what is not UTF-8 is shown as U+FFFD.
fn decode(cookie: &str) -> String {
    percent_decode_str(cookie).decode_utf8_lossy().into_owned()
}

fn page(greeting: &str) -> Html<String> {
    Html(format!(
        r#"<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>I Remember You</title>
<p>{greeting}</p>
<form method="post">
  <label>What's your name again? <input type="text" name="yourname"></label>
  <button type="submit">Tell me!</button>
</form>
</html>
"#
    ))
}

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Memory)?;
    println!("listening on {}", server.url());
    server.run_forever()
}

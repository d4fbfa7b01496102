//! Requests to a small service, without a socket: `requests CASE COUNT`.
//!
//! `instructions.py` runs this under callgrind and counts what happens within the library's `Conversation`: parsing,
//! finding the route, answering.

use http_core::prelude::*;
use http_core::testing::{Client, RequestBuilder};
use serde::Serialize;

#[handler]
struct Service;

#[derive(Serialize)]
struct Message {
    message: &'static str,
}

#[handler]
impl Service {
    #[get("/plaintext")]
    fn plaintext(&self) -> &'static str {
        "Hello, World!"
    }

    #[get("/json")]
    fn json(&self) -> Json<Message> {
        Json(Message { message: "Hello, World!" })
    }

    #[get("/users/{id}/posts/{slug}")]
    fn post(&self, id: u64, slug: &str) -> String {
        format!("{id}:{slug}")
    }

    #[post("/echo")]
    fn echo(&self, #[header("content-type")] media_type: &str, body: &mut Body) -> io::Result<Response> {
        Ok(Response::new(StatusCode::OK).with_header("content-type", media_type).with_body(body.read_all()?))
    }
}

/// What a browser sends beside `Host`.
const BROWSER: [(&str, &str); 9] = [
    ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "en-US,en;q=0.5"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Connection", "keep-alive"),
    ("Upgrade-Insecure-Requests", "1"),
    ("Sec-Fetch-Dest", "document"),
    ("Sec-Fetch-Mode", "navigate"),
    ("Sec-Fetch-Site", "none"),
];

/// A browser on its way through a site: no head is the one before.
const PAGES: [&str; 2] = ["/plaintext?page=1", "/plaintext?page=2"];

fn browser<'c>(request: RequestBuilder<'c>) -> RequestBuilder<'c> {
    BROWSER.iter().fold(request, |request, (name, value)| request.header(name, value))
}

fn request<'c>(client: &'c Client, case: &str, number: usize) -> RequestBuilder<'c> {
    let page = PAGES[number % PAGES.len()];
    match case {
        "plaintext" => client.get("/plaintext"),
        "browser" => browser(client.get("/plaintext")),
        "pages" => browser(client.get(page)),
        "links" => browser(client.get(page)).header("Referer", page),
        "json" => client.get("/json"),
        "users" => client.get("/users/42/posts/hello-world"),
        "echo1k" => client.post("/echo").header("Content-Type", "application/octet-stream").body([b'x'; 1024]),
        _ => panic!("no case is called {case}"),
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let case = arguments.next().unwrap_or_default();
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1);
    let client = Client::new(Service);
    for number in 0..count {
        assert_eq!(request(&client, &case, number).send().status(), StatusCode::OK);
    }
}

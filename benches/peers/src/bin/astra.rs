//! astra: hyper on a pool of blocking workers (default: 15 a core). No router of its own.
use astra::{Body, Request, Response, ResponseBuilder, Server};
use serde::Serialize;
use std::io::Read;

#[derive(Serialize)]
struct Message {
    message: &'static str,
}

const TEXT: &str = "text/plain; charset=utf-8";

fn reply(kind: &str, body: impl Into<Body>) -> Response {
    ResponseBuilder::new().header("Server", "astra").header("Content-Type", kind).body(body.into()).unwrap()
}

fn status(code: u16) -> Response {
    ResponseBuilder::new().status(code).body(Body::empty()).unwrap()
}

fn app(mut request: Request, _info: astra::ConnectionInfo) -> Response {
    let get = request.method() == http::Method::GET;
    match request.uri().path() {
        "/plaintext" if get => reply(TEXT, "Hello, World!"),
        "/json" if get => reply("application/json", serde_json::to_vec(&Message { message: "Hello, World!" }).unwrap()),
        "/echo" if request.method() == http::Method::POST => {
            let kind = request.headers().get("content-type").cloned();
            let mut body = Vec::new();
            if request.body_mut().reader().read_to_end(&mut body).is_err() {
                return status(400);
            }
            reply(kind.as_ref().and_then(|k| k.to_str().ok()).unwrap_or(TEXT), body)
        }
        path if get => {
            let mut parts = path[1..].split('/');
            match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some("users"), Some(id), Some("posts"), Some(slug), None) => match id.parse::<u64>() {
                    Ok(id) => reply(TEXT, format!("{id}:{slug}")),
                    Err(_) => status(400),
                },
                _ => status(404),
            }
        }
        _ => status(404),
    }
}

fn main() {
    let port: u16 = std::env::args().nth(1).expect("port").parse().unwrap();
    Server::bind(("127.0.0.1", port)).serve(app).unwrap();
}

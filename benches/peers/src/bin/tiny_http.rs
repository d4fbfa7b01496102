//! tiny_http: a thread a connection parses, and four worker threads call `recv()`, as in the crate's docs.
use serde::Serialize;
use std::sync::Arc;
use tiny_http::{Header, Method, Response, Server};

#[derive(Serialize)]
struct Message {
    message: &'static str,
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap()
}

fn main() {
    let port: u16 = std::env::args().nth(1).expect("port").parse().unwrap();
    let server = Arc::new(Server::http(("127.0.0.1", port)).unwrap());
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let server = Arc::clone(&server);
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    serve(request);
                }
            })
        })
        .collect();
    for t in threads {
        t.join().unwrap();
    }
}

fn serve(mut request: tiny_http::Request) {
    let path = request.url().to_owned();
    let text = || header("Content-Type", "text/plain; charset=utf-8");
    let _ = match (request.method(), path.as_str()) {
        (Method::Get, "/plaintext") => request.respond(Response::from_data("Hello, World!").with_header(text())),
        (Method::Get, "/json") => {
            let body = serde_json::to_vec(&Message { message: "Hello, World!" }).unwrap();
            request.respond(Response::from_data(body).with_header(header("Content-Type", "application/json")))
        }
        (Method::Post, "/echo") => {
            let kind = request
                .headers()
                .iter()
                .find(|h| h.field.equiv("content-type"))
                .map(|h| header("Content-Type", h.value.as_str()))
                .unwrap_or_else(text);
            let mut body = Vec::with_capacity(request.body_length().unwrap_or(0));
            if request.as_reader().read_to_end(&mut body).is_err() {
                return;
            }
            request.respond(Response::from_data(body).with_header(kind))
        }
        (Method::Get, p) => {
            let mut parts = p[1..].split('/');
            match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some("users"), Some(id), Some("posts"), Some(slug), None) => match id.parse::<u64>() {
                    Ok(id) => request.respond(Response::from_data(format!("{id}:{slug}")).with_header(text())),
                    Err(_) => request.respond(Response::empty(400)),
                },
                _ => request.respond(Response::empty(404)),
            }
        }
        _ => request.respond(Response::empty(404)),
    };
}

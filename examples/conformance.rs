//! A service for suites that look at bytes: each route shows one thing on the wire.
//!
//! Takes the port as first argument, and its limits from the environment.

use http_core::prelude::*;
use http_core::{HeaderMap, HeaderValue, Limits, Timeouts};
use std::time::Duration;

#[handler]
struct Conformance;

const TAG: &str = "\"v1\"";
const MODIFIED: &str = "Wed, 21 Oct 2015 07:28:00 GMT";

#[handler]
impl Conformance {
    #[get("/")]
    fn hello(&self) -> &'static str {
        "hello\n"
    }

    #[route(POST | PUT | PATCH, "/echo")]
    fn echo(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        body.read_all()
    }

    #[post("/ignore")]
    fn ignore(&self) -> &'static str {
        "ignored\n"
    }

    /// Content of a length that nobody knows beforehand.
    #[get("/stream")]
    fn stream(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.send_header("Content-Type", "text/plain; charset=utf-8")?;
        response.end_headers()?;
        for line in ["one\n", "two\n", "three\n"] {
            response.write_all(line.as_bytes())?;
            response.flush()?;
        }
        Ok(())
    }

    #[get("/headers")]
    fn headers(&self, request: &Request) -> Vec<u8> {
        let mut lines = Vec::new();
        for (name, value) in request.headers().iter() {
            lines.extend_from_slice(name.to_ascii_lowercase().as_bytes());
            lines.extend_from_slice(b": ");
            lines.extend_from_slice(value);
            lines.push(b'\n');
        }
        lines
    }

    #[get("/target")]
    fn target(&self, request: &Request) -> String {
        format!("{}\n{}\n{}\n", request.method(), request.path(), request.query().unwrap_or_default())
    }

    #[get("/empty")]
    fn empty(&self) {}

    #[get("/cached")]
    fn cached(&self, request: &Request) -> Response {
        let status =
            if is_fresh(&request.headers().to_header_map()) { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let response = Response::new(status).with_header("ETag", TAG).with_header("Last-Modified", MODIFIED);
        match status {
            StatusCode::OK => response.with_header("Content-Type", "text/plain; charset=utf-8").with_body("cached\n"),
            _ => response,
        }
    }

    #[get("/panic")]
    fn panic(&self) {
        std::panic::resume_unwind(Box::new("the route /panic does what it says"));
    }

    /// Promises ten bytes, sends five and fails.
    #[get("/late")]
    fn late(&self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_response(200)?;
        response.send_header("Content-Length", "10")?;
        response.end_headers()?;
        response.write_all(b"early")?;
        response.flush()?;
        Err(io::Error::other("the rest is late"))
    }

    /// The decoded value as a field: bytes, for it need not be text.
    #[get("/split")]
    fn split(&self, request: &Request) -> Result<Response, Error> {
        let value = request.query().and_then(|query| query.strip_prefix("v=")).unwrap_or_default();
        let decoded: Vec<u8> = percent_encoding::percent_decode_str(value).collect();
        let mut response = Response::new(StatusCode::OK);
        response.headers_mut().insert("x-value", HeaderValue::from_bytes(&decoded)?);
        Ok(response)
    }

    #[get("/sleep/{ms}")]
    fn sleep(&self, ms: u64) -> &'static str {
        std::thread::sleep(Duration::from_millis(ms));
        "ok\n"
    }

    #[get("/upgrade")]
    fn upgrade(&self) -> Response {
        Response::upgrade("echo/1", |stream| {
            let mut buffer = vec![0; 16 * 1024];
            loop {
                match stream.read(&mut buffer)? {
                    0 => return Ok(()),
                    length => stream.write_all(&buffer[..length])?,
                }
            }
        })
    }
}

/// RFC 9110 section 13.2.2: `If-None-Match` goes over `If-Modified-Since`.
fn is_fresh(fields: &HeaderMap) -> bool {
    if fields.contains_key("if-none-match") {
        return fields.get_all("if-none-match").iter().any(|value| names_tag(value.as_bytes()));
    }
    let since = fields.get("if-modified-since").and_then(|value| value.to_str().ok());
    since
        .and_then(http_core::parse_http_date)
        .is_some_and(|since| http_core::parse_http_date(MODIFIED).is_some_and(|modified| modified <= since))
}

/// Is our tag in the list? A comma within quotes is part of a tag, and tags compare weakly.
fn names_tag(mut list: &[u8]) -> bool {
    loop {
        while let [b' ' | b'\t' | b',', rest @ ..] = list {
            list = rest;
        }
        if list.first() == Some(&b'*') {
            return true;
        }
        let tag = list.strip_prefix(b"W/").unwrap_or(list);
        let Some(inner) = tag.strip_prefix(b"\"") else { return false };
        let Some(end) = inner.iter().position(|byte| *byte == b'"') else { return false };
        if tag[..end + 2] == *TAG.as_bytes() {
            return true;
        }
        list = &inner[end + 1..];
    }
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn milliseconds(name: &str, otherwise: Duration) -> Duration {
    variable(name).map_or(otherwise, Duration::from_millis)
}

fn size(name: &str, otherwise: usize) -> usize {
    variable(name).and_then(|size| usize::try_from(size).ok()).unwrap_or(otherwise)
}

fn main() -> io::Result<()> {
    let port = std::env::args().nth(1).unwrap_or("8000".to_owned());
    let (limits, timeouts) = (Limits::default(), Timeouts::default());
    let server = HttpServer::bind(format!("127.0.0.1:{port}"), Conformance)?
        .limits(Limits {
            max_head: size("MAX_HEAD_BYTES", limits.max_head),
            max_body: variable("MAX_BODY_BYTES").unwrap_or(limits.max_body),
            max_connections: size("MAX_CONNECTIONS", limits.max_connections),
            ..limits
        })
        .timeouts(Timeouts {
            head: milliseconds("HEAD_TIMEOUT_MS", timeouts.head),
            body: milliseconds("BODY_TIMEOUT_MS", timeouts.body),
            keep_alive: milliseconds("KEEP_ALIVE_TIMEOUT_MS", timeouts.keep_alive),
            ..timeouts
        });
    println!("listening on {}", server.url());
    server.run_forever()
}

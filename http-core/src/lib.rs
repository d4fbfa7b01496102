//! A blocking HTTP/1.1 server in the spirit of Python's `http.server`, checked by the compiler.
//!
//! ```no_run
//! use http_core::prelude::*;
//!
//! #[handler]
//! struct Hello;
//!
//! #[handler]
//! impl Hello {
//!     #[get]
//!     fn do_get(&self, _request: &Request, response: &mut ResponseWriter) -> io::Result<()> {
//!         response.send_response(200)?;
//!         response.send_header("Content-Type", "text/plain; charset=utf-8")?;
//!         response.end_headers()?;
//!         response.write_all("Hello, HTTP!\n".as_bytes())
//!     }
//! }
//!
//! fn main() -> io::Result<()> {
//!     HttpServer::bind("127.0.0.1:8000", Hello)?.run_forever()
//! }
//! ```
//!
//! That is a whole program. In a new package (`cargo new hello`) add the library (`cargo add http-core --path ..` with the folder
//! `http-core` of the repository), put the program into `src/main.rs`, say `cargo run`, and ask with
//! `curl http://127.0.0.1:8000`. Ctrl-C ends it.
//!
//! Handlers are plain functions that may block. The server behind them waits for all sockets at once: a slow or
//! silent client holds no thread, and threads are added while handlers block.
//!
//! # Values in, values out
//!
//! Arguments come from the request by name and type, return values become responses, and what fits no route is answered from
//! the table of routes. [`handler`](macro@handler) has the rules; `docs/guide.md` of the repository teaches them by examples.
//!
//! ```
//! use http_core::prelude::*;
//!
//! #[handler]
//! struct Greeter;
//!
//! #[handler]
//! impl Greeter {
//!     #[get("/hello/{name}")]
//!     fn hello(&self, name: &str, #[query] times: Option<usize>) -> String {
//!         format!("Hello, {name}!\n").repeat(times.unwrap_or(1).min(10))
//!     }
//! }
//!
//! // A test needs no socket.
//! let client = http_core::testing::Client::new(Greeter);
//! assert_eq!(client.get("/hello/Ada?times=2").send().text(), "Hello, Ada!\nHello, Ada!\n");
//! assert_eq!(client.get("/hello/Ada?times=many").send().status(), StatusCode::BAD_REQUEST);
//! assert_eq!(client.post("/hello/Ada").send().status(), StatusCode::METHOD_NOT_ALLOWED);
//! ```
//!
//! # From `http.server`
//!
//! | `http.server` | here |
//! |---|---|
//! | `send_response`, `send_header`, `end_headers`, `send_error` | the same on [`ResponseWriter`] |
//! | `wfile` | [`ResponseWriter`], which is [`Write`] |
//! | `rfile` | [`Body`], which is [`Read`] and knows where the content ends |
//! | `command` | [`Request::method`] |
//! | `path` | [`Request::target`] as sent, [`Request::path`] and [`Request::query`] its parts |
//! | `headers` | [`Request::headers`], [`Request::header`] |
//! | `client_address` | [`Request::client_address`] |
//! | `request_version`, `requestline` | [`Request::version`], [`Request::request_line`] |
//! | `close_connection` | [`ResponseWriter::close_connection`] |
//! | `log_message` | the `log` crate; [`AccessLog::http_server`] for request lines |
//! | `date_time_string` | [`http_date`] |
//! | `server_version` | the option `server` of [`#[handler]`](macro@handler) |
//! | `error_message_format` | [`#[catch]`](macro@catch) |
//! | `serve_forever` | [`HttpServer::run_forever`] |
//!
//! # From Flask or axum
//!
//! | there | here |
//! |---|---|
//! | `@app.route`, `Router::route` | [`#[get("/users/{id}")]`](macro@get) and its kin on a method |
//! | `request.args`, `Query`; `request.cookies`, `CookieJar`; `request.headers` | arguments with `#[query]`, `#[cookie]`, `#[header("name")]` |
//! | `request.json`, `request.form`, `Json`, `Form` | arguments with `#[json]`, `#[form]` |
//! | extractors of your own | [`FromRequest`], or `FromStr` for single values |
//! | `jsonify`, `redirect`, `IntoResponse` | [`Json`], [`Redirect`], [`IntoResponse`] |
//! | `abort(404)` | `None`, `Err(StatusCode::NOT_FOUND)`, [`Error`] |
//! | `Blueprint`, `Router::nest` | a field with `#[mount("/prefix")]` |
//! | `g`, `State`, `Extension` | fields of the handler, which all threads share |
//! | `before_request`, `after_request`, middleware, layers | [`#[before]`](macro@before), [`#[after]`](macro@after); a [`Handler`] around another |
//! | `errorhandler`, `fallback` | [`#[catch(404)]`](macro@catch); `#[get]` without a path |
//! | `send_from_directory`, `ServeDir` | [`Response::from_reader`]; `examples/files.rs` |
//! | streaming, server-sent events | [`ResponseWriter`] with [`flush`](Write::flush), [`Response::from_reader`] |
//! | WebSocket | [`Response::upgrade`] hands over the connection; the protocol is left to other crates |
//! | `test_client`, `oneshot` | [`testing::Client`] |
//! | `app.run`, `axum::serve` | [`HttpServer::run_forever`], or [`HttpServer::spawn`] in the background |
//! | graceful shutdown | [`HttpServer::run_forever`] on a signal, [`Running::stop`], [`Stopper`] |
//! | `MAX_CONTENT_LENGTH`, `DefaultBodyLimit`, timeouts | [`Limits`], [`Timeouts`], the option `max_body` |
//! | `flask routes` | [`routes`] |
//! | templates, TLS | other crates, a proxy in front ([`HttpServer::bind_unix`]) |
//!
//! # What it does not do
//!
//! No async, no HTTP/2 or HTTP/3, no TLS, no templates. It needs Rust 1.88, is made for Linux, waits for sockets through `mio` on
//! other Unix systems, and does not build on Windows. [`Method`], [`StatusCode`], [`Version`], [`HeaderMap`], [`HeaderName`] and
//! [`HeaderValue`] are those of the crate `http`, version 1.
//!
//! # Features
//!
//! All are on by default: `json` ([`Json`] and `#[json]`), `forms` (`#[form]`), `signals` (`run_forever` drains on SIGINT
//! and SIGTERM), `log` (what goes wrong goes to the `log` crate; where no logger is set up,
//! [`run_forever`](HttpServer::run_forever) writes errors to standard error).

#![forbid(unsafe_code)]

#[cfg(not(unix))]
compile_error!("http-core needs a Unix system, such as Linux, macOS or the Windows Subsystem for Linux");

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod access_log;
mod activation;
mod address;
mod body;
mod channel;
mod clock;
mod content_error;
mod date;
mod engine;
mod error;
mod extract;
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod fuzzing;
mod handler;
mod headers;
mod into_response;
mod lock;
mod logging;
mod panics;
mod platform;
pub mod prelude;
mod proto;
mod rejection;
mod request;
mod respond;
mod response;
mod response_fields;
mod response_head;
mod response_writer;
mod route_info;
mod routing;
mod server;
mod settings;
#[cfg(feature = "signals")]
mod signals;
#[cfg(all(test, http_core_simulation))]
mod simulation;
mod sync;
pub mod testing;
mod upgrade;

// Generated code names the crate as its users do, also in the examples and tests of the crate itself.
extern crate self as http_core;

#[cfg(all(doctest, feature = "json", feature = "forms"))]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(all(doctest, feature = "json", feature = "forms"))]
#[doc = include_str!("../../docs/guide.md")]
struct Guide;

pub use access_log::AccessLog;
pub use address::Address;
pub use body::Body;
pub use date::{http_date, parse_http_date};
pub use engine::{Running, Stats, Stopper};
pub use error::Error;
pub use extract::FromRequest;
pub use handler::{Handler, HandlerFn, handler_fn};
pub use headers::Headers;
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};
pub use http_macros::{after, before, catch, delete, get, handler, head, options, patch, post, put, route};
pub use into_response::IntoResponse;
pub use rejection::Rejection;
pub use request::Request;
#[cfg(feature = "json")]
pub use respond::Json;
pub use respond::{Html, Redirect, escape_html};
pub use response::Response;
pub use response_head::ResponseHead;
pub use response_writer::{IntoStatus, ResponseWriter};
pub use route_info::{ParameterInfo, RouteInfo};
pub use routing::routes;
pub use server::HttpServer;
pub use settings::{Limits, Timeouts};
#[doc(no_inline)]
pub use std::io::{self, Read, Write};
pub use upgrade::{UpgradeOutcome, Upgraded};

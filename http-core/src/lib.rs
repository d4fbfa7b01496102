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
//! Handlers are plain functions that may block. The server behind them waits for all sockets at once: a slow or
//! silent client holds no thread, and threads are added while handlers block.
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
//! # Features
//!
//! All are on by default: `json` ([`Json`] and `#[json]`), `forms` (`#[form]`), `signals` (`run_forever` drains on SIGINT
//! and SIGTERM), `log` (what goes wrong is told to the `log` crate; where no logger is set up,
//! [`run_forever`](HttpServer::run_forever) has errors written to standard error).

#![forbid(unsafe_code)]

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
/// # A handler in full
///
/// Both halves are needed, as with `#[wasm_bindgen]`: the type carries mounts and options, its `impl` the routes.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler(server = "Shelf/1.0", max_body = 64 * 1024)]
/// struct Shelf {
///     books: Vec<String>,
///     #[mount("/about")]
///     about: About,
/// }
///
/// #[handler]
/// impl Shelf {
///     /// One book. The path names the argument; what is no number is 404.
///     #[get("/books/{index}")]
///     fn book(&self, index: usize, #[query] upper: Option<bool>) -> Option<String> {
///         let title = self.books.get(index)?;
///         Some(if upper == Some(true) { title.to_uppercase() } else { title.clone() })
///     }
///
///     /// The rest of the path, and a field.
///     #[get("/files/{*path}")]
///     fn file(&self, path: &str, #[header("accept-language")] language: Option<&str>) -> String {
///         format!("{path} in {}\n", language.unwrap_or("any language"))
///     }
///
///     #[before]
///     fn only_http_1_1(&self, request: &Request) -> Result<(), StatusCode> {
///         let is_1_1 = request.version() == http_core::Version::HTTP_11;
///         is_1_1.then_some(()).ok_or(StatusCode::HTTP_VERSION_NOT_SUPPORTED)
///     }
///
///     #[catch(404)]
///     fn lost(&self, request: &Request) -> Html<String> {
///         Html(format!("<h1>No {}</h1>", http_core::escape_html(request.path())))
///     }
/// }
///
/// #[handler]
/// struct About;
///
/// #[handler]
/// impl About {
///     #[get("/")]
///     fn about(&self) -> &'static str {
///         "A shelf of books.\n"
///     }
/// }
///
/// let shelf = Shelf { books: vec!["Emma".to_owned()], about: About };
/// let client = http_core::testing::Client::new(shelf);
/// assert_eq!(client.get("/books/0?upper=true").send().text(), "EMMA");
/// assert_eq!(client.get("/about").send().text(), "A shelf of books.\n");
/// assert_eq!(client.get("/books/1").send().text(), "<h1>No /books/1</h1>");
/// assert_eq!(client.delete("/books/0").send().headers()["allow"], "GET, HEAD, OPTIONS");
/// ```
///
/// # Paths
///
/// `/literal/{name}/{*rest}`, with `{{` and `}}` for braces. The most specific route wins, segment by segment from the
/// left: a literal, then `{name}`, then `{*rest}`, then a bare verb; the order of the source never matters. A request's
/// path is split at `/` and then decoded, so that `%2F` stays within its segment.
///
/// # Arguments
///
/// | argument | comes from |
/// |---|---|
/// | a name that is in the path | the path; no `T`: 404 |
/// | `#[query]`, `#[query("name")]` | the query; absent or no `T`: 400 |
/// | `#[header("name")]`, `#[cookie]`, `#[cookie("name")]` | the fields; absent or no `T`: 400 |
/// | `#[json]`, `#[form]` | the content; 415, 400, 422, 413 |
/// | `&Request`, `&mut Body`, `&mut ResponseWriter` | the request itself |
/// | any other type | its [`FromRequest`] |
///
/// `Option<T>` is `None` where it is absent, `Vec<T>` has every occurrence, and `Result<T, Rejection>` lets the handler see
/// what is wrong.
///
/// # Return values
///
/// Whatever is [`IntoResponse`].
pub use http_macros::handler;
pub use http_macros::{after, before, catch, delete, get, head, options, patch, post, put, route};
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

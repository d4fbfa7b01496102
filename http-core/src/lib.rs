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
//! | `wfile` | [`ResponseWriter`], which is [`Write`](std::io::Write) |
//! | `rfile` | [`Body`], which is [`Read`](std::io::Read) and knows where the content ends |
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
//! and SIGTERM), `log` (what goes wrong is told to the `log` crate).

#![forbid(unsafe_code)]

mod logging;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod access_log;
mod activation;
mod address;
mod body;
mod channel;
mod date;
mod engine;
mod error;
mod extract;
mod handler;
pub mod prelude;
mod proto;
mod request;
mod respond;
mod response;
mod response_writer;
mod routing;
mod server;
mod settings;
pub mod testing;
#[cfg(feature = "signals")]
mod signals;

// Generated code names the crate as its users do, also in the examples and tests of the crate itself.
extern crate self as http_core;

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

pub use access_log::AccessLog;
pub use address::Address;
pub use body::Body;
pub use date::{http_date, parse_http_date};
pub use engine::{Running, Stats, Stopper};
pub use error::Error;
pub use extract::{FromRequest, Rejection};
pub use handler::{Handler, HandlerFn, handler_fn};
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version};
pub use http_macros::{after, before, catch, delete, get, handler, head, options, patch, post, put, route};
pub use request::{Headers, Request};
#[cfg(feature = "json")]
pub use respond::Json;
pub use respond::{Html, IntoResponse, Redirect, escape_html};
pub use response::{Response, ResponseHead, UpgradeOutcome, Upgraded};
pub use response_writer::{IntoStatus, ResponseWriter};
pub use routing::{ParameterInfo, RouteInfo, routes};
pub use server::HttpServer;
pub use settings::{Limits, Timeouts};

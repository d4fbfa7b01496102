//! A blocking HTTP/1.1 server in the spirit of Python's `http.server`, checked by the compiler.

mod logging;

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
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod proto;
mod request;
mod respond;
mod response;
mod response_writer;
mod routing;
mod server;
mod settings;
#[cfg(feature = "signals")]
mod signals;

extern crate self as http_core;

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
pub use response::{Response, ResponseHead, Upgraded, UpgradeOutcome};
pub use response_writer::{IntoStatus, ResponseWriter};
pub use routing::{ParameterInfo, RouteInfo, routes};
pub use server::HttpServer;
pub use settings::{Limits, Timeouts};

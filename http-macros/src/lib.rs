//! The attributes of `http-core`: `#[handler]`, and those that mean something inside of it.
//!
//! Use them through `http_core`, whose documentation has the examples. This crate is a compiler in
//! passes, one module each: `item` reads what the attribute was put on, `attribute` and `pattern` read
//! what is written in it, `check` applies all rules and builds the `model`, `tree` arranges the routes,
//! and `expand` writes the result, which names nothing but `http_core`. The crate itself does not
//! depend on `http-core`.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod attribute;
mod check;
mod errors;
mod expand;
mod fallback;
mod handler;
mod item;
mod misplaced;
mod model;
mod pattern;
#[cfg(test)]
mod snapshots;
mod suggest;
mod tokens;
mod tree;
mod types;

use proc_macro::TokenStream;

/// Makes a type a request handler: on the struct or enum, and on its `impl` block.
///
/// On the type it takes `crate = path`, `server = "Name/1.0"` and `max_body = expression`, and fields
/// may be annotated with `#[mount("/prefix")]`. On the impl it takes `crate = path` and
/// `prefix = "/v1"`, and the methods are annotated with [`get`](macro@get) and its kin.
///
/// ```text
/// #[handler]
/// struct Hello;
///
/// #[handler]
/// impl Hello {
///     #[get("/{name}")]
///     fn greet(&self, name: &str) -> String { format!("Hello, {name}!") }
/// }
/// ```
#[proc_macro_attribute]
pub fn handler(options: TokenStream, item: TokenStream) -> TokenStream {
    handler::expand(options.into(), item.into()).into()
}

/// Answers GET, and HEAD where no `#[head]` does: `#[get("/path/{name}")]`, or `#[get]` for every path.
///
/// Options follow the path: `max_body = expression`, `status = number`, `allow_body`, `hidden`.
///
/// ```text
/// #[get("/messages/{id}")]
/// fn show(&self, id: u64, #[query] verbose: Option<bool>) -> Result<Json<Message>, StatusCode> { .. }
/// ```
#[proc_macro_attribute]
pub fn get(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("get", &item.into()).into()
}

/// Answers HEAD: `#[head("/path/{name}")]`, or `#[head]` for every path. Where there is none, the
/// `#[get]` of the path answers, and its content is left out.
///
/// ```text
/// #[head("/files/{*path}")]
/// fn probe(&self, path: &str) -> StatusCode { .. }
/// ```
#[proc_macro_attribute]
pub fn head(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("head", &item.into()).into()
}

/// Answers POST: `#[post("/path/{name}")]`, or `#[post]` for every path. It takes the options of
/// [`get`](macro@get).
///
/// ```text
/// #[post("/messages", max_body = 4096)]
/// fn create(&self, #[form] message: NewMessage) -> Redirect { .. }
/// ```
#[proc_macro_attribute]
pub fn post(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("post", &item.into()).into()
}

/// Answers PUT: `#[put("/path/{name}")]`, or `#[put]` for every path. It takes the options of
/// [`get`](macro@get).
///
/// ```text
/// #[put("/messages/{id}")]
/// fn replace(&self, id: u64, #[json] message: NewMessage) -> StatusCode { .. }
/// ```
#[proc_macro_attribute]
pub fn put(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("put", &item.into()).into()
}

/// Answers DELETE: `#[delete("/path/{name}")]`, or `#[delete]` for every path. It takes the options of
/// [`get`](macro@get).
///
/// ```text
/// #[delete("/messages/{id}")]
/// fn remove(&self, id: u64) -> Result<(), StatusCode> { .. }
/// ```
#[proc_macro_attribute]
pub fn delete(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("delete", &item.into()).into()
}

/// Answers PATCH: `#[patch("/path/{name}")]`, or `#[patch]` for every path. It takes the options of
/// [`get`](macro@get).
///
/// ```text
/// #[patch("/messages/{id}")]
/// fn change(&self, id: u64, #[json] change: Change) -> StatusCode { .. }
/// ```
#[proc_macro_attribute]
pub fn patch(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("patch", &item.into()).into()
}

/// Answers OPTIONS: `#[options("/path/{name}")]`, or `#[options]` for every path. Where there is none,
/// OPTIONS is answered from the table of routes.
///
/// ```text
/// #[options("/messages")]
/// fn preflight(&self) -> (StatusCode, [(&'static str, &'static str); 1], ()) { .. }
/// ```
#[proc_macro_attribute]
pub fn options(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("options", &item.into()).into()
}

/// Answers several methods, or one of other standards: `#[route(GET | HEAD, "/path")]`,
/// `#[route("PROPFIND", "/path")]`. It takes the options of [`get`](macro@get).
///
/// ```text
/// #[route(GET | HEAD, "/ping")]
/// fn ping(&self) -> &'static str { "pong" }
/// ```
#[proc_macro_attribute]
pub fn route(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("route", &item.into()).into()
}

/// Runs before every request that reaches the handler or one mounted in it; an `Err` is the answer.
///
/// ```text
/// #[before]
/// fn authenticate(&self, request: &Request) -> Result<(), StatusCode> { .. }
/// ```
#[proc_macro_attribute]
pub fn before(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("before", &item.into()).into()
}

/// Runs just before the head of a response goes out, however that was made, and may change it. Where it panics, or chooses
/// a status from 100 to 199, nothing goes out but a plain 500.
///
/// ```text
/// #[after]
/// fn stamp(&self, request: &Request, head: &mut ResponseHead) { .. }
/// ```
#[proc_macro_attribute]
pub fn after(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("after", &item.into()).into()
}

/// Gives the page to an error response that has no content of its own: `#[catch(404)]`,
/// `#[catch(500..=599)]`, or `#[catch]` for every error status. A page without content, or one that is itself an error, is
/// the library's plain one.
///
/// ```text
/// #[catch(404)]
/// fn lost(&self, request: &Request) -> Html<String> { .. }
/// ```
#[proc_macro_attribute]
pub fn catch(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("catch", &item.into()).into()
}

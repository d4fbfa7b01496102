//! The attributes of `http-core`: `#[handler]`, and those that mean something inside of it.
//!
//! Use them through `http_core`. What users read of an attribute, in its documentation and in their editor, is here with it.
//!
//! This crate is a compiler in passes, one module each: `item` reads what the attribute was put on, `attribute` and `pattern`
//! read what is written in it, `check` applies all rules and builds the `model`, `tree` arranges the routes,
//! and `expand` writes the result, which names nothing but `http_core`. The crate itself does not depend on `http-core`; only
//! its examples do.

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
/// Both halves are needed, as with `#[wasm_bindgen]`: the type carries mounts and options, its `impl` the routes. The
/// whole language, by examples, is in `docs/guide.md` of the repository.
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
/// # Options
///
/// | on | option | meaning |
/// |---|---|---|
/// | the type | `server = "Name/1.0"` | what the field `Server` says (default: `http-core`) |
/// | the type | `max_body = 64 * 1024` | the most bytes of content that its routes take, where they do not say it themselves (default: that of the handler it is mounted in, else `Limits::max_body`) |
/// | a field | `#[mount("/prefix")]` | the handler in this field answers below the prefix: an `H`, `Option<H>`, `Arc<H>`, `Arc<dyn Handler>` or `Box<dyn Handler>` |
/// | the `impl` | `prefix = "/v1"` | goes before every path in it |
/// | both | `crate = path::to::http_core` | where the library is found if it is not `::http_core` |
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
/// | any other type | its `FromRequest` |
///
/// `Option<T>` is `None` where it is absent, `Vec<T>` has every occurrence, and `Result<T, Rejection>` lets the handler see
/// what is wrong.
///
/// # Return values
///
/// Whatever is `IntoResponse`.
#[doc(alias = "BaseHTTPRequestHandler")]
#[doc(alias = "Blueprint")]
#[doc(alias = "Router")]
#[doc(alias = "State")]
#[doc(alias = "mount")]
#[doc(alias = "nest")]
#[proc_macro_attribute]
pub fn handler(options: TokenStream, item: TokenStream) -> TokenStream {
    handler::expand(options.into(), item.into()).into()
}

/// Answers GET, and HEAD where no [`#[head]`](macro@head) does.
///
/// `#[get("/path/{name}")]` is for a path (see [`handler`](macro@handler#paths)); `#[get]` alone takes every GET that no more
/// specific route does. Options follow the path:
///
/// | option | meaning |
/// |---|---|
/// | `max_body = 4096` | the most bytes of content, in place of the handler's and the server's `max_body` |
/// | `status = 201` | the status in place of the 200 or 204 that the value has by itself |
/// | `allow_body` | the method may read content, which GET and HEAD have only by an understanding with their clients (RFC 9110 section 9.3.1) |
/// | `hidden` | `routes` leaves it out |
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Site;
///
/// #[handler]
/// impl Site {
///     #[get("/users/{id}")]
///     fn user(&self, id: u32, #[query] verbose: Option<bool>) -> String {
///         if verbose == Some(true) { format!("the user with the number {id}") } else { format!("user {id}") }
///     }
///
///     #[get]
///     fn anything_else(&self, request: &Request) -> (StatusCode, String) {
///         (StatusCode::NOT_FOUND, format!("no {}", request.path()))
///     }
/// }
///
/// let client = http_core::testing::Client::new(Site);
/// assert_eq!(client.get("/users/7").send().text(), "user 7");
/// assert_eq!(client.get("/books").send().text(), "no /books");
/// ```
#[doc(alias = "do_GET")]
#[proc_macro_attribute]
pub fn get(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("get", &item.into()).into()
}

/// Answers HEAD, where the head of the response can be had without making its content (RFC 9110 section 9.3.2).
///
/// `#[head("/path/{name}")]`, or `#[head]` for every path, with the options of [`get`](macro@get). Where there is none, the
/// `#[get]` of the path answers, and its content is left out.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Reports;
///
/// #[handler]
/// impl Reports {
///     #[get("/report")]
///     fn report(&self) -> String {
///         "a long time in the making".repeat(1000)
///     }
///
///     #[head("/report")]
///     fn probe(&self) -> StatusCode {
///         StatusCode::OK
///     }
/// }
///
/// let client = http_core::testing::Client::new(Reports);
/// assert_eq!(client.head("/report").send().route(), Some("Reports::probe"));
/// ```
#[doc(alias = "do_HEAD")]
#[proc_macro_attribute]
pub fn head(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("head", &item.into()).into()
}

/// Answers POST (RFC 9110 section 9.3.3).
///
/// `#[post("/path/{name}")]`, or `#[post]` for every path, with the options of [`get`](macro@get).
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Sums;
///
/// #[handler]
/// impl Sums {
///     #[post("/sum", max_body = 4096)]
///     fn sum(&self, body: &mut Body) -> Result<String, Error> {
///         let text = String::from_utf8(body.read_all()?)?;
///         let numbers = text.split_whitespace().map(str::parse::<i64>).collect::<Result<Vec<_>, _>>()?;
///         Ok(numbers.iter().sum::<i64>().to_string())
///     }
/// }
///
/// let client = http_core::testing::Client::new(Sums);
/// assert_eq!(client.post("/sum").body("1 2 3").send().text(), "6");
/// assert_eq!(client.post("/sum").body("1 ".repeat(3000)).send().status(), StatusCode::PAYLOAD_TOO_LARGE);
/// ```
#[doc(alias = "do_POST")]
#[proc_macro_attribute]
pub fn post(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("post", &item.into()).into()
}

/// Answers PUT (RFC 9110 section 9.3.4).
///
/// `#[put("/path/{name}")]`, or `#[put]` for every path, with the options of [`get`](macro@get).
///
/// ```
/// use http_core::prelude::*;
/// use std::sync::{Mutex, PoisonError};
///
/// #[handler]
/// struct Note(Mutex<Vec<u8>>);
///
/// #[handler]
/// impl Note {
///     #[put("/note")]
///     fn replace(&self, body: &mut Body) -> io::Result<()> {
///         let text = body.read_all()?;
///         *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
///         Ok(())
///     }
/// }
///
/// let client = http_core::testing::Client::new(Note(Mutex::default()));
/// assert_eq!(client.put("/note").body("milk").send().status(), StatusCode::NO_CONTENT);
/// ```
#[doc(alias = "do_PUT")]
#[proc_macro_attribute]
pub fn put(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("put", &item.into()).into()
}

/// Answers DELETE (RFC 9110 section 9.3.5).
///
/// `#[delete("/path/{name}")]`, or `#[delete]` for every path, with the options of [`get`](macro@get).
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Messages;
///
/// #[handler]
/// impl Messages {
///     #[delete("/messages/{id}")]
///     fn remove(&self, id: u64) -> Result<(), StatusCode> {
///         if id == 7 { Ok(()) } else { Err(StatusCode::CONFLICT) }
///     }
/// }
///
/// let client = http_core::testing::Client::new(Messages);
/// assert_eq!(client.delete("/messages/7").send().status(), StatusCode::NO_CONTENT);
/// assert_eq!(client.delete("/messages/8").send().status(), StatusCode::CONFLICT);
/// ```
#[doc(alias = "do_DELETE")]
#[proc_macro_attribute]
pub fn delete(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("delete", &item.into()).into()
}

/// Answers PATCH (RFC 5789).
///
/// `#[patch("/path/{name}")]`, or `#[patch]` for every path, with the options of [`get`](macro@get).
///
/// ```
/// use http_core::prelude::*;
/// use std::sync::atomic::{AtomicI64, Ordering};
///
/// #[handler]
/// struct Counter(AtomicI64);
///
/// #[handler]
/// impl Counter {
///     #[patch("/counter")]
///     fn change(&self, #[query] by: i64) -> String {
///         (self.0.fetch_add(by, Ordering::Relaxed) + by).to_string()
///     }
/// }
///
/// let client = http_core::testing::Client::new(Counter(AtomicI64::new(40)));
/// assert_eq!(client.patch("/counter?by=2").send().text(), "42");
/// ```
#[proc_macro_attribute]
pub fn patch(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("patch", &item.into()).into()
}

/// Answers OPTIONS, in place of the answer from the table of routes (RFC 9110 section 9.3.7).
///
/// `#[options("/path/{name}")]`, or `#[options]` for every path, with the options of [`get`](macro@get). Where there is none,
/// OPTIONS is answered with 204 and the methods of the path in `Allow`.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Api;
///
/// #[handler]
/// impl Api {
///     #[options("/data")]
///     fn preflight(&self) -> Response {
///         Response::new(StatusCode::NO_CONTENT).with_header("Access-Control-Allow-Methods", "GET, PUT")
///     }
/// }
///
/// let client = http_core::testing::Client::new(Api);
/// assert_eq!(client.options("/data").send().headers()["access-control-allow-methods"], "GET, PUT");
/// ```
#[doc(alias = "CORS")]
#[proc_macro_attribute]
pub fn options(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("options", &item.into()).into()
}

/// Answers several methods, or one that has no attribute of its own.
///
/// `#[route(GET | HEAD, "/path")]`, `#[route("PROPFIND", "/path")]`, with the options of [`get`](macro@get). Any token is a
/// method (RFC 9110 section 9.1); those without an attribute are in quotes.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Site;
///
/// #[handler]
/// impl Site {
///     #[route(GET | POST, "/ping")]
///     fn ping(&self, request: &Request) -> String {
///         format!("pong to {}", request.method())
///     }
///
///     #[route("PROPFIND", "/files")]
///     fn properties(&self) -> StatusCode {
///         StatusCode::MULTI_STATUS
///     }
/// }
///
/// let client = http_core::testing::Client::new(Site);
/// assert_eq!(client.post("/ping").send().text(), "pong to POST");
/// assert_eq!(client.request("PROPFIND", "/files").send().status(), StatusCode::MULTI_STATUS);
/// ```
#[proc_macro_attribute]
pub fn route(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("route", &item.into()).into()
}

/// Runs before every request that reaches the handler or one mounted in it, and may refuse it.
///
/// It takes `&Request`, `#[query]`, `#[header]`, `#[cookie]` and types that are `FromRequest`, but no
/// values of the path and no content. It returns nothing, or a `Result<(), E>` whose `Err` is the answer, whatever its status:
/// then no route runs. Hooks of outer handlers go first, several of one handler in the order of the source. They run for
/// requests that no route takes as well.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Private;
///
/// #[handler]
/// impl Private {
///     #[before]
///     fn authenticate(&self, #[header("authorization")] given: Option<&str>) -> Result<(), StatusCode> {
///         if given == Some("Bearer sesame") { Ok(()) } else { Err(StatusCode::UNAUTHORIZED) }
///     }
///
///     #[get("/")]
///     fn index(&self) -> &'static str {
///         "the secret"
///     }
/// }
///
/// let client = http_core::testing::Client::new(Private);
/// assert_eq!(client.get("/").send().status(), StatusCode::UNAUTHORIZED);
/// assert_eq!(client.get("/").header("Authorization", "Bearer sesame").send().text(), "the secret");
/// ```
#[doc(alias = "middleware")]
#[doc(alias = "before_request")]
#[proc_macro_attribute]
pub fn before(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("before", &item.into()).into()
}

/// Runs just before the head of a response goes out, however that was made, and may change its status and fields.
///
/// It takes `&Request` and `&mut ResponseHead`, and runs for every request that reaches the handler or one mounted in it, also
/// where it ends in an error. Hooks of mounted handlers go first, several of one handler in reverse. Where one panics, or
/// chooses a status from 100 to 199, nothing goes out but a plain 500.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Site;
///
/// #[handler]
/// impl Site {
///     #[after]
///     fn stamp(&self, head: &mut ResponseHead) {
///         head.headers_mut().insert("cache-control", http_core::HeaderValue::from_static("no-store"));
///     }
///
///     #[get("/")]
///     fn index(&self) -> &'static str {
///         "index"
///     }
/// }
///
/// let client = http_core::testing::Client::new(Site);
/// assert_eq!(client.get("/").send().headers()["cache-control"], "no-store");
/// assert_eq!(client.get("/nowhere").send().headers()["cache-control"], "no-store");
/// ```
#[doc(alias = "middleware")]
#[doc(alias = "after_request")]
#[proc_macro_attribute]
pub fn after(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("after", &item.into()).into()
}

/// Gives the page to an error response that has no content of its own.
///
/// `#[catch(404)]` is for one status, `#[catch(500..=599)]` for several, `#[catch]` for every error; the nearest handler that
/// has one for the status gives the page, in it an exact status before a range before the bare form. It takes any of
/// `&Request`, `StatusCode` and `Option<&Error>`, the cause, and returns what a route may return. The
/// response keeps its status unless the page carries one. A page without content, or one that is itself an error, is the
/// library's plain one.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Site;
///
/// #[handler]
/// impl Site {
///     #[catch(404)]
///     fn lost(&self, request: &Request) -> Html<String> {
///         Html(format!("<h1>There is no {}</h1>", http_core::escape_html(request.path())))
///     }
///
///     #[get("/")]
///     fn index(&self) -> &'static str {
///         "index"
///     }
/// }
///
/// let lost = http_core::testing::Client::new(Site).get("/x").send();
/// assert_eq!((lost.status(), lost.text()), (StatusCode::NOT_FOUND, "<h1>There is no /x</h1>"));
/// ```
#[doc(alias = "errorhandler")]
#[doc(alias = "error_message_format")]
#[proc_macro_attribute]
pub fn catch(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("catch", &item.into()).into()
}

//! The attributes of `http-core`: `#[handler]`, and those that mean something inside of it.
//!
//! Use them through `http_core`, whose documentation has the examples (in `http-core/src/attributes.rs`). This crate is a
//! compiler in passes, one module each: `item` reads what the attribute was put on, `attribute` and `pattern` read
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

/// In short: `#[handler]` makes a type a request handler: on the struct or enum with `#[mount("/prefix")]` on its fields, and on
/// its `impl` with [`get`](macro@get) and its kin on the methods.
#[proc_macro_attribute]
pub fn handler(options: TokenStream, item: TokenStream) -> TokenStream {
    handler::expand(options.into(), item.into()).into()
}

/// In short: `#[get("/path/{name}")]` answers GET, `#[get]` every GET that no more specific route takes.
#[proc_macro_attribute]
pub fn get(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("get", &item.into()).into()
}

/// In short: `#[head("/path/{name}")]` answers HEAD, in place of the `#[get]` of the path.
#[proc_macro_attribute]
pub fn head(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("head", &item.into()).into()
}

/// In short: `#[post("/path/{name}")]` answers POST.
#[proc_macro_attribute]
pub fn post(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("post", &item.into()).into()
}

/// In short: `#[put("/path/{name}")]` answers PUT.
#[proc_macro_attribute]
pub fn put(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("put", &item.into()).into()
}

/// In short: `#[delete("/path/{name}")]` answers DELETE.
#[proc_macro_attribute]
pub fn delete(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("delete", &item.into()).into()
}

/// In short: `#[patch("/path/{name}")]` answers PATCH.
#[proc_macro_attribute]
pub fn patch(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("patch", &item.into()).into()
}

/// In short: `#[options("/path/{name}")]` answers OPTIONS, in place of the table of routes.
#[proc_macro_attribute]
pub fn options(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("options", &item.into()).into()
}

/// In short: `#[route(GET | HEAD, "/path")]` answers several methods, `#[route("PROPFIND", "/path")]` any other.
#[proc_macro_attribute]
pub fn route(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("route", &item.into()).into()
}

/// In short: `#[before]` runs before every request of the handler; an `Err` is the answer.
#[proc_macro_attribute]
pub fn before(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("before", &item.into()).into()
}

/// In short: `#[after]` runs just before the head of every response goes out, and may change it.
#[proc_macro_attribute]
pub fn after(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("after", &item.into()).into()
}

/// In short: `#[catch(404)]`, `#[catch(500..=599)]` and `#[catch]` give the page to error responses without content.
#[proc_macro_attribute]
pub fn catch(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    misplaced::expand("catch", &item.into()).into()
}

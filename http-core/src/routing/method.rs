//! Methods (RFC 9110 section 9).
//!
//! Decides which are known without a route, so that others are 501, and what `Allow` names.

use super::table::Endpoint;
use http::Method;

/// The IANA registry of methods (RFC 9110 section 16.1.1). Sorted.
const REGISTERED: &[&str] = &[
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "CONNECT",
    "COPY",
    "DELETE",
    "GET",
    "HEAD",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "OPTIONS",
    "ORDERPATCH",
    "PATCH",
    "POST",
    "PRI",
    "PROPFIND",
    "PROPPATCH",
    "PUT",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "TRACE",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
];

#[inline]
pub(super) fn is_registered(method: &Method) -> bool {
    is_common(method) || REGISTERED.binary_search(&method.as_str()).is_ok()
}

/// The ones that `Method` knows itself are compared as numbers.
fn is_common(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::POST | Method::HEAD | Method::PUT | Method::DELETE | Method::PATCH)
}

/// The value of `Allow`: these methods, with HEAD where GET is, and OPTIONS (RFC 9110 section 10.2.1).
pub(super) fn allow(methods: impl Iterator<Item = &'static str>) -> String {
    let mut names = vec!["OPTIONS"];
    for method in methods {
        insert(&mut names, method);
        if method == "GET" {
            insert(&mut names, "HEAD");
        }
    }
    names.join(", ")
}

/// Keeps the names sorted. A set would do the same, and be one of the larger things to compile.
fn insert(names: &mut Vec<&'static str>, name: &'static str) {
    if let Err(place) = names.binary_search(&name) {
        names.insert(place, name);
    }
}

pub(super) fn of(endpoints: &[Endpoint]) -> impl Iterator<Item = &'static str> {
    endpoints.iter().map(|endpoint| endpoint.method)
}

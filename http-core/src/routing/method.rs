//! Methods: which are registered, and what `Allow` names.

use super::table::Endpoint;
use std::collections::BTreeSet;

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

pub(super) fn is_registered(method: &str) -> bool {
    REGISTERED.binary_search(&method).is_ok()
}

/// The methods of `endpoints`, with HEAD where GET is, and OPTIONS (RFC 9110 section 10.2.1).
pub(super) fn allow(methods: impl Iterator<Item = &'static str>) -> String {
    let mut names: BTreeSet<&str> = methods.collect();
    if names.contains("GET") {
        names.insert("HEAD");
    }
    names.insert("OPTIONS");
    names.into_iter().collect::<Vec<_>>().join(", ")
}

pub(super) fn of(endpoints: &[Endpoint]) -> impl Iterator<Item = &'static str> {
    endpoints.iter().map(|endpoint| endpoint.method)
}

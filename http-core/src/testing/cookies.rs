//! The cookies that a client keeps from one request to the next (RFC 6265 section 5).
//!
//! Decides when one is taken back, and which of two goes out. Must not know paths and domains: a test has one server.

use crate::lock::lock;
use http::{HeaderMap, header};
use std::sync::Mutex;
use std::time::SystemTime;

/// Names and values, the one set last at the end.
#[derive(Debug, Default)]
pub(super) struct Cookies(Mutex<Vec<(String, String)>>);

impl Cookies {
    /// Keeps what a response sets.
    pub(super) fn keep(&self, fields: &HeaderMap) {
        for value in fields.get_all(header::SET_COOKIE) {
            let text = std::str::from_utf8(value.as_bytes()).unwrap_or_default();
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = (!is_expired(attributes)).then(|| value.trim().to_owned());
            self.set(name.trim(), value);
        }
    }

    /// Sets the cookie of this name, or removes it where there is no value.
    fn set(&self, name: &str, value: Option<String>) {
        let mut cookies = lock(&self.0);
        cookies.retain(|(known, _)| known != name);
        cookies.extend(value.map(|value| (name.to_owned(), value)));
    }

    /// The `Cookie` field of a request: its own pairs, and those that are kept under other names.
    pub(super) fn field(&self, mut pairs: Vec<String>) -> Option<String> {
        let names: Vec<String> = pairs.iter().flat_map(|own| cookie_names(own)).map(str::to_owned).collect();
        let cookies = lock(&self.0);
        let kept = cookies.iter().filter(|(name, _)| !names.contains(name));
        pairs.extend(kept.map(|(name, value)| format!("{name}={value}")));
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

fn cookie_names(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').filter_map(|pair| pair.split_once('=')).map(|(name, _)| name.trim())
}

/// `Max-Age=0`, or else a date that has passed, is how a server takes a cookie back (RFC 6265 section 5.3).
fn is_expired(attributes: &str) -> bool {
    let value_of = |wanted: &str| {
        let mut pairs = attributes.split(';').filter_map(|attribute| attribute.split_once('='));
        pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim())
    };
    match value_of("max-age").and_then(|age| age.parse::<i64>().ok()) {
        Some(age) => age <= 0,
        None => value_of("expires").and_then(crate::parse_http_date).is_some_and(|date| date <= SystemTime::now()),
    }
}

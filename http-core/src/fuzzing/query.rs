//! Queries and forms.

use super::request;
use crate::extract;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;

type Pairs = Vec<(String, String)>;

/// Pairs are what a naive reading of the WHATWG's rules finds, the same from a query and from a form, and encode to
/// themselves.
pub fn query(bytes: &[u8]) {
    let form = extract::parse::<BTreeMap<String, Vec<String>>>(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        assert!(form.is_err());
        return;
    };
    let found = pairs(text);
    assert_eq!(found, naive_pairs(bytes));
    if let Some(found) = &found {
        let length: usize = found.iter().map(|(name, value)| name.len() + value.len()).sum();
        assert!(length <= bytes.len());
        assert_eq!(pairs(&encode(found)).as_ref(), Some(found));
    }
    match (&found, form) {
        (Some(found), Ok(form)) => assert_eq!(form, group(found)),
        (Some(found), Err(_)) => assert!(found.len() > 1_000),
        (None, form) => assert!(form.is_err()),
    }
    is_the_same_as_argument(bytes, found.as_ref());
}

fn pairs(text: &str) -> Option<Pairs> {
    let owned = |pair: Result<(std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>), _>| {
        pair.ok().map(|(name, value)| (name.into_owned(), value.into_owned()))
    };
    extract::pairs(text).map(owned).collect()
}

/// Split at `&`, split at the first `=`, `+` is a space, `%` and two digits are a byte.
fn naive_pairs(bytes: &[u8]) -> Option<Pairs> {
    let parts = bytes.split(|byte| *byte == b'&').filter(|part| !part.is_empty());
    let pair = |part: &[u8]| {
        let mut halves = part.splitn(2, |byte| *byte == b'=');
        let name = naive_text(halves.next().unwrap_or_default())?;
        Some((name, naive_text(halves.next().unwrap_or_default())?))
    };
    parts.map(pair).collect()
}

fn naive_text(bytes: &[u8]) -> Option<String> {
    let mut decoded = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let byte = match bytes[at] {
            b'+' => b' ',
            b'%' => {
                let digit = |place: usize| char::from(*bytes.get(place)?).to_digit(16);
                let byte = digit(at + 1)? * 16 + digit(at + 2)?;
                at += 2;
                u8::try_from(byte).ok()?
            }
            byte => byte,
        };
        decoded.push(byte);
        at += 1;
    }
    String::from_utf8(decoded).ok().filter(|text| !text.contains('\0'))
}

fn encode(pairs: &Pairs) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}

fn group(pairs: &Pairs) -> BTreeMap<String, Vec<String>> {
    let mut groups = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in pairs {
        groups.entry(name.clone()).or_default().push(value.clone());
    }
    groups
}

/// `#[query] a`, where these bytes may stand in a target at all.
fn is_the_same_as_argument(bytes: &[u8], pairs: Option<&Pairs>) {
    let Some(request) = request(&[b"GET /?", bytes, b" HTTP/1.0\r\n\r\n"].concat()) else { return };
    if request.query().map(str::as_bytes) != Some(bytes) {
        return;
    }
    let values = extract::query(&request, "a");
    let expected = pairs
        .map(|pairs| pairs.iter().filter(|(name, _)| name == "a").map(|(_, value)| value.as_str()).collect::<Vec<_>>());
    assert_eq!(values.every_text().ok(), expected);
}

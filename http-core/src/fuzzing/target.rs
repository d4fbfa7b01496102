//! Request targets, and the paths in them.

use super::request;
use crate::Request;
use crate::extract;
use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// An accepted target is put together from its parts again, has no byte that may not stand there, and its
/// segments are decoded once and encode to themselves.
pub fn target(bytes: &[u8]) {
    if bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
        return;
    }
    for method in ["GET", "OPTIONS", "CONNECT"] {
        // HTTP/1.0 needs no Host, which would have to be that of an absolute-form.
        let message = [method.as_bytes(), b" ", bytes, b" HTTP/1.0\r\n\r\n"].concat();
        let found = request(&message);
        if bytes.first() == Some(&b'/') && method != "CONNECT" {
            assert_eq!(found.is_some(), is_origin_form(bytes));
        }
        if let Some(request) = found {
            assert_eq!(request.target().as_bytes(), bytes);
            is_sum_of_its_parts(&request);
            has_decoded_segments(&request);
        }
    }
}

/// `absolute-path [ "?" query ]`, letter by letter, and within the limit. A query may have what browsers leave in it.
fn is_origin_form(bytes: &[u8]) -> bool {
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@/".contains(byte);
    let mut parts = bytes.splitn(2, |byte| *byte == b'?');
    let path = parts.next().unwrap_or_default();
    let query = parts.next().unwrap_or_default();
    path.iter().all(is_path)
        && query.iter().all(|byte| is_path(byte) || b"?[]{}|`".contains(byte))
        && bytes.len() <= 8 * 1024
}

fn is_sum_of_its_parts(request: &Request) {
    let target = request.target();
    assert!(target.is_ascii() && !target.is_empty());
    if *request.method() == Method::CONNECT {
        assert_eq!((request.path(), request.query()), ("", None));
        return;
    }
    let query = request.query().map(|query| format!("?{query}")).unwrap_or_default();
    assert!(!request.path().contains('?'));
    let rest = format!("{}{query}", request.path());
    match target {
        "*" => assert_eq!((request.method(), rest.as_str()), (&Method::OPTIONS, "*")),
        _ if target.starts_with('/') => assert_eq!(target, rest),
        _ => is_absolute(target, request.path(), &query),
    }
}

/// The authority is what is left between scheme and path, and a host at least.
fn is_absolute(target: &str, path: &str, query: &str) {
    let scheme = if target[..8].eq_ignore_ascii_case("https://") { 8 } else { 7 };
    let before_query = target.strip_suffix(query).unwrap();
    // An absolute-form may leave the path out, which is `/` then.
    let authority = before_query[scheme..].strip_suffix(path).unwrap_or(&before_query[scheme..]);
    assert!(!authority.is_empty() && !authority.contains(['/', '?', '#', '@', ' ']), "{target}");
}

fn has_decoded_segments(request: &Request) {
    let Some(sent) = request.path().strip_prefix('/') else { return };
    let decoded: Vec<u8> = percent_decode(sent.as_bytes()).collect();
    // Routes are found for no other path.
    if !crate::routing::is_decodable(request.path()) {
        return;
    }
    let decoded = String::from_utf8(decoded).expect("a path that can be decoded is UTF-8");
    assert!(!decoded.contains('\0'));
    assert_eq!(extract::rest(request, "rest", 0).required_text().ok(), Some(decoded.as_str()));
    let mut together = Vec::new();
    for (index, sent) in sent.split('/').enumerate() {
        let values = extract::path(request, "segment", index);
        let text = values.required_text().expect("a segment that is there");
        let encoded = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        assert!(crate::routing::is_segment(sent, text) && crate::routing::is_segment(&encoded, text));
        assert_eq!(crate::routing::is_segment(sent, sent), sent == text, "{sent} is {text} and nothing else");
        together.push(text.to_owned());
    }
    assert_eq!(together.join("/"), decoded);
}

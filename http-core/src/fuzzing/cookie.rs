//! Cookies.

use super::request;
use crate::extract;

/// Values are parts of the field as sent, those that a naive reading finds, and are found again when written anew.
pub fn cookie(bytes: &[u8]) {
    let message = [b"GET / HTTP/1.1\r\nHost: a\r\nCookie: ", bytes, b"\r\n\r\n"].concat();
    let Some(request) = request(&message) else { return };
    let found = extract::cookie(&request, "a");
    let values = found.every_text().expect("cookies are never refused");
    let lines: Vec<&str> = request.headers().get_all("cookie").collect();
    assert_eq!(values, lines.iter().flat_map(|line| naive_values(line)).collect::<Vec<_>>());
    assert!(values.iter().all(|value| !value.contains(';') && lines.iter().any(|line| line.contains(value))));
    reads_back(&values);
}

/// The values of `a`, letter by letter: pairs end at `;`, names at the first `=`.
fn naive_values(line: &str) -> Vec<&str> {
    let mut values = Vec::new();
    for pair in line.split(';') {
        let Some(equals) = pair.find('=') else { continue };
        if pair[..equals].trim() != "a" {
            continue;
        }
        let value = pair[equals + 1..].trim();
        let is_quoted = value.len() >= 2 && value.starts_with('"') && value.ends_with('"');
        values.push(if is_quoted { &value[1..value.len() - 1] } else { value });
    }
    values
}

fn reads_back(values: &[&str]) {
    let written: Vec<String> = values.iter().map(|value| format!("a=\"{value}\"")).collect();
    let message = format!("GET / HTTP/1.1\r\nHost: a\r\nCookie: {}\r\n\r\n", written.join("; "));
    let Some(request) = request(message.as_bytes()) else { panic!("refused when written anew: {message}") };
    assert_eq!(extract::cookie(&request, "a").every_text().ok().as_deref(), Some(values));
}

//! Responses of one connection, read off one after the other.
//!
//! Decides what a client makes of the bytes; knows nothing of the server that wrote them.

use super::grammar::{self, Reading};

/// The statuses of all final responses. `methods` are those of the requests that they answer.
///
/// Panics where anything is no response, or a response is not complete.
pub(super) fn statuses(mut bytes: &[u8], methods: &[String]) -> Vec<u16> {
    let mut statuses = Vec::new();
    while !bytes.is_empty() {
        let method = methods.get(statuses.len()).map(String::as_str);
        let (status, length) = one(bytes, method);
        bytes = &bytes[length..];
        if status != 100 {
            statuses.push(status);
        }
    }
    statuses
}

fn one(bytes: &[u8], method: Option<&str>) -> (u16, usize) {
    let mut room = [httparse::EMPTY_HEADER; 16];
    let mut head = httparse::Response::new(&mut room);
    let Ok(httparse::Status::Complete(length)) = head.parse(bytes) else {
        panic!("no response: {}", bytes.escape_ascii());
    };
    let status = head.code.expect("a status");
    let content = &bytes[length..];
    let has_none = method == Some("HEAD") || status < 200 || status == 204 || status == 304;
    let taken = if has_none { 0 } else { content_length(head.headers, content) };
    (status, length + taken)
}

/// How many bytes the content takes on the wire.
fn content_length(fields: &[httparse::Header<'_>], content: &[u8]) -> usize {
    let value = |name: &str| fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value);
    if let Some(length) = value("content-length") {
        let length = std::str::from_utf8(length).unwrap().parse().unwrap();
        assert!(content.len() >= length, "a response is cut short");
        return length;
    }
    match (value("transfer-encoding"), grammar::read(content)) {
        (Some(_), Reading::Complete(_, taken)) => taken,
        (Some(_), reading) => panic!("chunks are {reading:?}"),
        (None, _) => content.len(),
    }
}

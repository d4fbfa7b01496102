//! Responses as bytes: status line, field section, chunks (RFC 9112 sections 4 to 7).
//!
//! Decides the exact bytes and which fields the framing adds; knows no clock (the date comes in) and
//! no handler.

use super::{has_list_member, list_members};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

/// The interim response that asks for the content (RFC 9110 section 15.2.1).
pub(crate) const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// How the end of a response's content is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResponseFraming {
    /// There is none, and no field says so: 1xx, 204 and 304.
    NoContent,
    Length(u64),
    Chunked,
    /// HTTP/1.0, which knows no chunks.
    UntilClose,
}

/// What the response says about the connection behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Persistence {
    /// Goes without saying in HTTP/1.1.
    Implied,
    /// HTTP/1.0 has to be told.
    KeepAlive,
    Close,
    /// HTTP is over.
    Upgrade,
}

/// All that a response head is made of.
#[derive(Debug)]
pub(crate) struct StatusLineAndFields<'r> {
    pub(crate) status: StatusCode,
    pub(crate) fields: NamedFields<'r>,
    pub(crate) framing: ResponseFraming,
    pub(crate) persistence: Persistence,
    /// With its end, like the server's: what is the same in most responses is not put together for each.
    pub(crate) date_line: &'r str,
    pub(crate) server: ServerName<'r>,
}

/// The fields that a handler has named.
#[derive(Debug, Clone, Copy)]
pub(crate) enum NamedFields<'r> {
    /// This value and nothing else.
    ContentType(&'r HeaderValue),
    Map(&'r HeaderMap),
}

impl NamedFields<'_> {
    /// Does the handler want the connection closed?
    pub(crate) fn name_close(self) -> bool {
        let Self::Map(fields) = self else { return false };
        fields.get_all(header::CONNECTION).iter().any(|value| has_list_member(value.as_bytes(), "close"))
    }

    /// Are there a `Server` and a `Date`, which are the server's otherwise? One look at each name: a few comparisons cost less
    /// than a hash for each of the two.
    fn name_server_and_date(self) -> (bool, bool) {
        let (mut server, mut date) = (false, false);
        if let Self::Map(fields) = self {
            for name in fields.keys() {
                server |= *name == header::SERVER;
                date |= *name == header::DATE;
            }
        }
        (server, date)
    }
}

/// What the server calls itself.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ServerName<'r> {
    /// The whole line.
    Line(&'r str),
    /// What a handler has in its place.
    OfHandler(&'r str),
}

/// Does a response with this status have no content, whatever the request (RFC 9110 section 6.4.1)?
pub(crate) fn has_no_content(status: StatusCode) -> bool {
    status.is_informational() || status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED
}

/// Is content that a handler writes with this status dropped? Also with 205, which says so with a length of 0
/// (RFC 9110 section 15.3.6).
pub(crate) fn drops_content(status: StatusCode) -> bool {
    has_no_content(status) || status == StatusCode::RESET_CONTENT
}

pub(crate) fn encode_head(output: &mut Vec<u8>, head: &StatusLineAndFields<'_>) {
    encode_status_line(output, head.status);
    let (names_server, names_date) = head.fields.name_server_and_date();
    if !names_server {
        encode_server(output, head.server);
    }
    if !names_date {
        output.extend_from_slice(head.date_line.as_bytes());
    }
    match head.fields {
        NamedFields::ContentType(value) => encode_line(output, b"Content-Type: ", value.as_bytes()),
        NamedFields::Map(fields) => encode_fields(output, fields, head),
    }
    encode_framing(output, head.framing);
    encode_connection(output, head);
    output.extend_from_slice(b"\r\n");
}

fn encode_fields(output: &mut Vec<u8>, fields: &HeaderMap, head: &StatusLineAndFields<'_>) {
    for (name, value) in fields.iter().filter(|(name, _)| !is_own(name, head)) {
        encode_name_and_colon(output, name);
        encode_line(output, value.as_bytes(), b"");
    }
}

/// Fields that are ours to set: the framing's, and `Connection` where we have something to say.
fn is_own(name: &HeaderName, head: &StatusLineAndFields<'_>) -> bool {
    match *name {
        header::CONTENT_LENGTH | header::TRANSFER_ENCODING => true,
        header::CONNECTION => head.persistence != Persistence::Implied,
        _ => false,
    }
}

fn encode_status_line(output: &mut Vec<u8>, status: StatusCode) {
    if status == StatusCode::OK {
        return output.extend_from_slice(b"HTTP/1.1 200 OK\r\n");
    }
    output.extend_from_slice(b"HTTP/1.1 ");
    output.extend_from_slice(status.as_str().as_bytes());
    encode_line(output, b" ", status.canonical_reason().unwrap_or_default().as_bytes());
}

/// The line of this name; none for an empty one.
pub(crate) fn server_line(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("Server: {name}\r\n") }
}

fn encode_server(output: &mut Vec<u8>, server: ServerName<'_>) {
    match server {
        ServerName::Line(line) => output.extend_from_slice(line.as_bytes()),
        ServerName::OfHandler("") => {}
        ServerName::OfHandler(name) => encode_line(output, b"Server: ", name.as_bytes()),
    }
}

#[inline]
fn encode_line(output: &mut Vec<u8>, start: &[u8], rest: &[u8]) {
    output.extend_from_slice(start);
    output.extend_from_slice(rest);
    output.extend_from_slice(b"\r\n");
}

/// Names are kept in lower case; on the wire they look as they do in the RFCs: `Content-Type`.
fn encode_name_and_colon(output: &mut Vec<u8>, name: &HeaderName) {
    match *name {
        header::CONTENT_TYPE => return output.extend_from_slice(b"Content-Type: "),
        header::ETAG => return output.extend_from_slice(b"ETag: "),
        header::WWW_AUTHENTICATE => return output.extend_from_slice(b"WWW-Authenticate: "),
        _ => {}
    }
    let mut is_first = true;
    for byte in name.as_str().bytes() {
        output.push(if is_first { byte.to_ascii_uppercase() } else { byte });
        is_first = byte == b'-';
    }
    output.extend_from_slice(b": ");
}

fn encode_framing(output: &mut Vec<u8>, framing: ResponseFraming) {
    match framing {
        ResponseFraming::NoContent | ResponseFraming::UntilClose => {}
        ResponseFraming::Length(length) => {
            output.extend_from_slice(b"Content-Length: ");
            output.extend_from_slice(itoa::Buffer::new().format(length).as_bytes());
            output.extend_from_slice(b"\r\n");
        }
        ResponseFraming::Chunked => output.extend_from_slice(b"Transfer-Encoding: chunked\r\n"),
    }
}

fn encode_connection(output: &mut Vec<u8>, head: &StatusLineAndFields<'_>) {
    let option = match head.persistence {
        Persistence::Implied => return,
        Persistence::KeepAlive => "keep-alive",
        Persistence::Close => "close",
        Persistence::Upgrade => "upgrade",
    };
    output.extend_from_slice(b"Connection: ");
    if let NamedFields::Map(fields) = head.fields {
        for value in fields.get_all(header::CONNECTION) {
            encode_further_options(output, value, option);
        }
    }
    encode_line(output, option.as_bytes(), b"");
}

/// What a handler's `Connection` names beside the connection itself, of which we say what becomes.
#[cold]
fn encode_further_options(output: &mut Vec<u8>, value: &HeaderValue, ours: &str) {
    let is_ours = |option: &[u8]| ["close", "keep-alive", ours].iter().any(|ours| has_list_member(option, ours));
    for option in list_members(value.as_bytes()).filter(|option| !is_ours(option)) {
        output.extend_from_slice(option);
        output.extend_from_slice(b", ");
    }
}

/// The line before a chunk's data. A chunk without data would end the content, so there is none.
pub(crate) fn encode_chunk_head(output: &mut Vec<u8>, length: usize) {
    let digits = (usize::BITS - length.leading_zeros()).div_ceil(4).max(1);
    for place in (0..digits).rev() {
        let digit = (length >> (4 * place)) & 0xf;
        output.push(b"0123456789abcdef"[digit]);
    }
    output.extend_from_slice(b"\r\n");
}

pub(crate) fn encode_last_chunk(output: &mut Vec<u8>) {
    output.extend_from_slice(b"0\r\n\r\n");
}

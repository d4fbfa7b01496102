//! A second, naive reading of heads, straight from the ABNF of RFC 9112 and RFC 3986.
//!
//! It shares nothing with the parser but the names of what is found: the two are compared. Of sizes it knows nothing.

use super::grammar::is_tchar;
use crate::proto::Framing;
use std::net::Ipv6Addr;

/// What a well-formed head says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading<'b> {
    pub(super) method: &'b [u8],
    pub(super) target: &'b [u8],
    pub(super) fields: Vec<(&'b [u8], &'b [u8])>,
    pub(super) framing: Framing,
    pub(super) is_persistent: bool,
    pub(super) expects_continue: bool,
}

/// `request-line CRLF *( field-line CRLF ) CRLF`; `None` where these bytes do not begin with a head that is to be served.
pub(super) fn read(bytes: &[u8]) -> Option<Reading<'_>> {
    let bytes = bytes.strip_prefix(b"\r\n").unwrap_or(bytes);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let mut lines = lines(&bytes[..end]).into_iter();
    let request_line: Vec<&[u8]> = lines.next()?.split(|byte| *byte == b' ').collect();
    let [method, target, version] = request_line[..] else { return None };
    let [b'H', b'T', b'T', b'P', b'/', b'1', b'.', minor @ b'0'..=b'9'] = version else { return None };
    let fields: Vec<_> = lines.map(field_line).collect::<Option<_>>()?;
    let message = Message { method, target, is_http_1_0: *minor == b'0', fields };
    (is_token(method) && message.has_good_target() && message.has_good_expectations()).then_some(())?;
    let framing = message.framing()?;
    Some(Reading {
        method,
        target,
        framing,
        is_persistent: message.is_persistent(),
        expects_continue: message.expects_continue() && !matches!(framing, Framing::Empty | Framing::Length(0)),
        fields: message.fields,
    })
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let mut rest = bytes;
    let mut lines = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        lines.push(&rest[..end]);
        rest = &rest[end + 2..];
    }
    lines.push(rest);
    lines
}

/// `field-name ":" OWS field-value OWS`
fn field_line(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    let is_text = value.iter().all(|byte| matches!(byte, b'\t' | 0x20..=0x7e | 0x80..));
    (is_token(name) && is_text).then(|| (name, trimmed(value)))
}

struct Message<'b> {
    method: &'b [u8],
    target: &'b [u8],
    is_http_1_0: bool,
    fields: Vec<(&'b [u8], &'b [u8])>,
}

impl<'b> Message<'b> {
    fn values(&self, name: &str) -> Vec<&'b [u8]> {
        let is_wanted = |(found, _): &&(&[u8], &[u8])| found.eq_ignore_ascii_case(name.as_bytes());
        self.fields.iter().filter(is_wanted).map(|(_, value)| *value).collect()
    }

    fn members(&self, name: &str) -> Vec<Vec<u8>> {
        let values = self.values(name).into_iter().flat_map(|value| value.split(|byte| *byte == b','));
        values.map(|member| trimmed(member).to_ascii_lowercase()).filter(|member| !member.is_empty()).collect()
    }

    /// RFC 9112 section 3.2, and the `Host` that goes with it.
    fn has_good_target(&self) -> bool {
        let authority = match self.target {
            target if self.method == b"CONNECT" => return is_host_with_port(target) && self.has_good_host(None),
            b"*" => return self.method == b"OPTIONS" && self.has_good_host(None),
            target if target.starts_with(b"/") => return is_path_and_query(target) && self.has_good_host(None),
            target => absolute_form(target),
        };
        authority.is_some_and(|authority| self.has_good_host(Some(authority)))
    }

    fn has_good_host(&self, authority: Option<&[u8]>) -> bool {
        match self.values("host")[..] {
            [] => self.is_http_1_0,
            [host] => is_host(host) && authority.is_none_or(|authority| authority.eq_ignore_ascii_case(host)),
            _ => false,
        }
    }

    /// RFC 9112 section 6.3.
    fn framing(&self) -> Option<Framing> {
        match (&self.values("transfer-encoding")[..], &self.values("content-length")[..]) {
            ([], []) => Some(Framing::Empty),
            ([], [length]) if length.iter().all(u8::is_ascii_digit) => {
                let length = std::str::from_utf8(length).ok()?.parse::<i64>().ok()?;
                Some(Framing::Length(length.unsigned_abs()))
            }
            ([coding], []) if coding.eq_ignore_ascii_case(b"chunked") && !self.is_http_1_0 => Some(Framing::Chunked),
            _ => None,
        }
    }

    fn is_persistent(&self) -> bool {
        let options = self.members("connection");
        let has = |option: &[u8]| options.iter().any(|found| found == option);
        !has(b"close") && (!self.is_http_1_0 || has(b"keep-alive")) && self.method != b"CONNECT"
    }

    fn has_good_expectations(&self) -> bool {
        self.members("expect").iter().all(|member| member == b"100-continue")
    }

    fn expects_continue(&self) -> bool {
        !self.is_http_1_0 && !self.members("expect").is_empty()
    }
}

/// The authority of `http://authority/path?query`.
fn absolute_form(target: &[u8]) -> Option<&[u8]> {
    let is_scheme =
        |scheme: &&str| target.len() >= scheme.len() && target[..scheme.len()].eq_ignore_ascii_case(scheme.as_bytes());
    let scheme = ["http://", "https://"].into_iter().find(is_scheme)?;
    let rest = &target[scheme.len()..];
    let end = rest.iter().position(|byte| b"/?".contains(byte)).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let has_name = !matches!(authority, [] | [b':', ..]);
    (has_name && is_host(authority) && is_path_and_query(rest)).then_some(authority)
}

/// `path [ "?" query ]`, where a query may have what browsers leave in it.
fn is_path_and_query(text: &[u8]) -> bool {
    let is_pchar = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@/".contains(byte);
    let mut parts = text.splitn(2, |byte| *byte == b'?');
    let (path, query) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    path.iter().all(is_pchar) && query.iter().all(|byte| is_pchar(byte) || b"?[]{}|`".contains(byte))
}

/// `uri-host [ ":" port ]`
fn is_host(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let (name, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((literal, rest)) if literal.parse::<Ipv6Addr>().is_ok() => ("", rest),
        _ => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_number);
    is_port && is_registered_name(name)
}

/// `*( unreserved / pct-encoded / sub-delims )`
fn is_registered_name(name: &str) -> bool {
    let is_plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(&byte));
    let is_escape = |text: &str| {
        text.is_char_boundary(2) && text.len() >= 2 && text.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())
    };
    let mut parts = name.split('%');
    parts.next().is_some_and(is_plain) && parts.all(|part| is_escape(part) && is_plain(&part[2..]))
}

/// `uri-host ":" port`, neither of them empty.
fn is_host_with_port(text: &[u8]) -> bool {
    let Some(colon) = text.iter().rposition(|byte| *byte == b':') else { return false };
    let port = std::str::from_utf8(&text[colon + 1..]).unwrap_or("x");
    colon > 0 && !port.is_empty() && is_number(port) && is_host(text)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_token(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(|byte| is_tchar(*byte))
}

fn trimmed(text: &[u8]) -> &[u8] {
    let is_text = |byte: &u8| !matches!(byte, b' ' | b'\t');
    let start = text.iter().position(is_text).unwrap_or(text.len());
    let end = text.iter().rposition(is_text).map_or(start, |last| last + 1);
    &text[start..end]
}

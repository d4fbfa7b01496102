//! The head of a request: request line and field section (RFC 9112 sections 3 and 5).
//!
//! `httparse` finds the parts. What is stricter than it is decided here: the target, `Host`, the
//! version, and which fields have a say in the connection. Line ends were checked by the receiver.

use super::framing::{Framing, FramingFields, framing};
use super::target::{self, TargetParts};
use super::{Bounds, ProtocolError, has_list_member, host, list_members};
use http::{Method, StatusCode, Version};
use std::mem::MaybeUninit;
use std::ops::Range;

/// Fields that are parsed without memory of their own; a head with more of them takes a second try.
const FIELDS_ON_STACK: usize = 48;

type Room<'b> = [MaybeUninit<httparse::Header<'b>>];

/// Where a field line's name and value are, as places in the head.
#[derive(Debug, Clone)]
struct FieldLine {
    name: Range<usize>,
    value: Range<usize>,
}

/// A well-formed request head. It is reused from request to request and keeps its memory.
#[derive(Debug)]
pub(crate) struct RequestHead {
    bytes: Vec<u8>,
    /// The request line once more, as text: it is looked at many times.
    line: String,
    fields: Vec<FieldLine>,
    method: Method,
    version: Version,
    /// Where the target is in the head; its parts are places in the target.
    target: Range<usize>,
    parts: TargetParts,
    framing: Framing,
    connection: ConnectionOptions,
    expects_continue: bool,
}

/// What the `Connection` fields name (RFC 9110 section 7.6.1).
#[derive(Debug, Clone, Copy, Default)]
struct ConnectionOptions {
    close: bool,
    keep_alive: bool,
    upgrade: bool,
}

impl Default for RequestHead {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            line: String::new(),
            fields: Vec::new(),
            method: Method::GET,
            version: Version::HTTP_11,
            target: 0..0,
            parts: TargetParts::default(),
            framing: Framing::Empty,
            connection: ConnectionOptions::default(),
            expects_continue: false,
        }
    }
}

/// Parsing.
impl RequestHead {
    /// Takes in a complete head, from the request line to the empty line.
    pub(crate) fn parse(&mut self, bytes: &[u8], bounds: &Bounds) -> Result<(), ProtocolError> {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        self.split(bytes, bounds.fields)?;
        self.keep_line()?;
        if self.target.len() > bounds.target {
            return Err(ProtocolError::new(StatusCode::URI_TOO_LONG, "the request target is too long"));
        }
        self.parts = target::parse(&self.method, self.target().as_bytes())?;
        self.interpret_fields()
    }

    /// Finds method, target, version and field lines.
    fn split(&mut self, bytes: &[u8], max_fields: usize) -> Result<(), ProtocolError> {
        let mut room = [const { MaybeUninit::uninit() }; FIELDS_ON_STACK];
        match self.split_into(bytes, &mut room[..max_fields.min(FIELDS_ON_STACK)]) {
            Err(httparse::Error::TooManyHeaders) if max_fields > FIELDS_ON_STACK => self.split_many(bytes, max_fields),
            Err(httparse::Error::Version) => self.split_other_version(bytes, max_fields),
            result => result.map_err(refusal),
        }
    }

    fn split_many(&mut self, bytes: &[u8], max_fields: usize) -> Result<(), ProtocolError> {
        let mut room: Vec<_> = std::iter::repeat_with(MaybeUninit::uninit).take(max_fields).collect();
        self.split_into(bytes, &mut room).map_err(refusal)
    }

    /// A higher minor version is served as 1.1 (RFC 9110 section 2.5), which `httparse` does not do.
    fn split_other_version(&mut self, bytes: &[u8], max_fields: usize) -> Result<(), ProtocolError> {
        let minor = minor_version_of_http_1(bytes)?;
        let mut as_1_1 = bytes.to_vec();
        as_1_1[minor] = b'1';
        self.split_many(&as_1_1, max_fields)
    }

    fn split_into<'b>(&mut self, bytes: &'b [u8], room: &mut Room<'b>) -> Result<(), httparse::Error> {
        let mut parsed = httparse::Request::new(&mut []);
        let status = parsed.parse_with_uninit_headers(bytes, room)?;
        if status != httparse::Status::Complete(bytes.len()) {
            return Err(httparse::Error::NewLine);
        }
        let place = |part: &[u8]| {
            let start = part.as_ptr().addr() - bytes.as_ptr().addr();
            start..start + part.len()
        };
        let method = parsed.method.unwrap_or_default();
        self.method = Method::from_bytes(method.as_bytes()).map_err(|_| httparse::Error::Token)?;
        self.target = place(parsed.path.unwrap_or_default().as_bytes());
        self.version = if parsed.version == Some(0) { Version::HTTP_10 } else { Version::HTTP_11 };
        self.fields.clear();
        self.fields.extend(
            parsed
                .headers
                .iter()
                .map(|field| FieldLine { name: place(field.name.as_bytes()), value: place(field.value) }),
        );
        Ok(())
    }

    fn keep_line(&mut self) -> Result<(), ProtocolError> {
        let end = memchr::memchr(b'\r', &self.bytes).unwrap_or_default();
        let not_text = |_| ProtocolError::malformed("the request line is not ASCII");
        self.line.clear();
        self.line.push_str(std::str::from_utf8(&self.bytes[..end]).map_err(not_text)?);
        Ok(())
    }

    /// Reads the fields that say something about the message itself.
    fn interpret_fields(&mut self) -> Result<(), ProtocolError> {
        let mut framing_fields = FramingFields::default();
        let mut connection = ConnectionOptions::default();
        let mut host = None;
        let mut has_second_host = false;
        let mut expects_continue = false;
        for (name, value) in self.raw_field_lines() {
            // The length tells most names apart before a byte is compared.
            match name.len() {
                4 if name.eq_ignore_ascii_case(b"host") => has_second_host = host.replace(value).is_some(),
                6 if name.eq_ignore_ascii_case(b"expect") => {
                    expects_continue = is_continue_expectation(value)?;
                }
                10 if name.eq_ignore_ascii_case(b"connection") => connection.add(value),
                14 if name.eq_ignore_ascii_case(b"content-length") => {
                    framing_fields.has_second_content_length = framing_fields.content_length.replace(value).is_some();
                }
                17 if name.eq_ignore_ascii_case(b"transfer-encoding") => {
                    framing_fields.has_second_transfer_encoding =
                        framing_fields.transfer_encoding.replace(value).is_some();
                }
                _ => {}
            }
        }
        if has_second_host {
            return Err(ProtocolError::malformed("Host is given twice"));
        }
        self.check_host(host)?;
        let is_http_1_0 = self.version == Version::HTTP_10;
        self.framing = framing(&framing_fields, is_http_1_0)?;
        self.connection = connection;
        // RFC 9110 section 10.1.1: ignored in HTTP/1.0, and pointless without content.
        self.expects_continue =
            expects_continue && !is_http_1_0 && !matches!(self.framing, Framing::Empty | Framing::Length(0));
        Ok(())
    }

    /// RFC 9112 section 3.2: exactly one valid `Host`, and the target's authority if it has one.
    fn check_host(&self, host: Option<&[u8]>) -> Result<(), ProtocolError> {
        let Some(host) = host else {
            return match self.version {
                Version::HTTP_10 => Ok(()),
                _ => Err(ProtocolError::malformed("Host is missing")),
            };
        };
        if !host::is_host_and_port(host) {
            return Err(ProtocolError::malformed("Host is not a host with an optional port"));
        }
        match &self.parts.authority {
            Some(place) if !self.target().as_bytes()[place.clone()].eq_ignore_ascii_case(host) => {
                Err(ProtocolError::malformed("Host differs from the host in the request target"))
            }
            _ => Ok(()),
        }
    }
}

/// What a head says.
impl RequestHead {
    pub(crate) fn method(&self) -> &Method {
        &self.method
    }

    pub(crate) fn version(&self) -> Version {
        self.version
    }

    /// The request line without its CRLF, as received.
    pub(crate) fn request_line(&self) -> &str {
        &self.line
    }

    pub(crate) fn target(&self) -> &str {
        self.line.get(self.target.clone()).unwrap_or_default()
    }

    /// The path as sent; `/` for an absolute-form without one, empty for an authority-form.
    pub(crate) fn path(&self) -> &str {
        match &self.parts {
            TargetParts { path, authority: Some(_), .. } if path.is_empty() => "/",
            parts => self.target().get(parts.path.clone()).unwrap_or_default(),
        }
    }

    /// Is anything in the target percent-encoded?
    pub(crate) fn has_escapes(&self) -> bool {
        self.parts.has_escapes
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.target().get(self.parts.query.clone()?)
    }

    /// Names and values in the order received, the whitespace around the values left out.
    pub(crate) fn field_lines(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.raw_field_lines().map(|(name, value)| (text(name), value))
    }

    /// The values of the fields of this name.
    pub(crate) fn values<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h [u8]> {
        let lines = self.raw_field_lines();
        lines.filter(move |(found, _)| found.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value)
    }

    fn raw_field_lines(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.fields.iter().map(|line| (&self.bytes[line.name.clone()], &self.bytes[line.value.clone()]))
    }

    pub(crate) fn framing(&self) -> Framing {
        self.framing
    }

    /// Does the client wait for 100 (Continue) before it sends its content?
    pub(crate) fn expects_continue(&self) -> bool {
        self.expects_continue
    }

    /// RFC 9112 section 9.3, the request's side of it.
    pub(crate) fn is_persistent(&self) -> bool {
        !self.connection.close && (self.version != Version::HTTP_10 || self.connection.keep_alive)
    }

    /// Is `protocol` among those the client would change to (RFC 9110 section 7.8)?
    pub(crate) fn offers_upgrade(&self, protocol: &str) -> bool {
        self.version != Version::HTTP_10
            && self.connection.upgrade
            && self.values("upgrade").any(|value| has_list_member(value, protocol))
    }
}

impl ConnectionOptions {
    fn add(&mut self, value: &[u8]) {
        self.close |= has_list_member(value, "close");
        self.keep_alive |= has_list_member(value, "keep-alive");
        self.upgrade |= has_list_member(value, "upgrade");
    }
}

/// Names are tokens, so nothing is ever lost here.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Every member has to be one we meet (RFC 9110 section 10.1.1), and there is only one.
fn is_continue_expectation(value: &[u8]) -> Result<bool, ProtocolError> {
    let mut members = list_members(value);
    if members.all(|member| member.eq_ignore_ascii_case(b"100-continue")) {
        return Ok(true);
    }
    Err(ProtocolError::new(StatusCode::EXPECTATION_FAILED, "the only expectation known is 100-continue"))
}

/// Where the minor version's digit is, in a request line of HTTP/1.2 to 1.9.
fn minor_version_of_http_1(bytes: &[u8]) -> Result<usize, ProtocolError> {
    let end = memchr::memchr(b'\r', bytes).unwrap_or(bytes.len());
    let mut parts = bytes[..end].splitn(3, |byte| *byte == b' ').skip(2);
    match parts.next().unwrap_or_default() {
        [b'H', b'T', b'T', b'P', b'/', b'1', b'.', b'2'..=b'9'] => Ok(end - 1),
        [b'H', b'T', b'T', b'P', b'/', b'0'..=b'9', b'.', b'0'..=b'9'] => {
            Err(ProtocolError::new(StatusCode::HTTP_VERSION_NOT_SUPPORTED, "this server speaks HTTP/1.0 and HTTP/1.1"))
        }
        _ => Err(ProtocolError::malformed("the HTTP version is malformed")),
    }
}

fn refusal(error: httparse::Error) -> ProtocolError {
    match error {
        httparse::Error::TooManyHeaders => {
            ProtocolError::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "the head has too many fields")
        }
        httparse::Error::HeaderName => ProtocolError::malformed("a field name is not a token, or no colon follows it"),
        httparse::Error::HeaderValue => ProtocolError::malformed("a field value has a control character"),
        httparse::Error::Version => ProtocolError::malformed("the HTTP version is malformed"),
        _ => ProtocolError::malformed("the request line is malformed"),
    }
}

//! The head of a request: request line and field section (RFC 9112 sections 3 and 5).
//!
//! Decides how a head is kept, in which order its parts are looked at, and which of them are known from the head before.
//! `httparse` finds the fields; where lines end was checked by `head_scan`.

use super::control::{Control, ControlFields};
use super::framing::Framing;
use super::request_line::{self, RequestLine};
use super::target::TargetParts;
use super::{Bounds, ProtocolError, has_list_member};
use http::{Method, StatusCode, Version};
use std::ops::Range;

/// Fields that are parsed without memory of their own; a head with more of them takes a second try.
const FIELDS_ON_STACK: usize = 24;

/// Where a field line's name and value are, as places in the field section.
#[derive(Debug, Clone)]
struct FieldLine {
    name: Range<usize>,
    value: Range<usize>,
}

/// A well-formed request head. It is reused from request to request and keeps its memory. Clients repeat themselves, so a
/// part that comes again byte for byte is not parsed again.
#[derive(Debug)]
pub(crate) struct RequestHead {
    /// The request line, without its CRLF.
    line: String,
    method: Method,
    version: Version,
    /// Where the target and its parts are in the line.
    target: Range<usize>,
    parts: TargetParts,
    /// The field section as received.
    section: Vec<u8>,
    fields: Vec<FieldLine>,
    control: Control,
}

impl Default for RequestHead {
    fn default() -> Self {
        Self {
            line: String::new(),
            method: Method::GET,
            version: Version::HTTP_11,
            target: 0..0,
            parts: TargetParts::default(),
            section: Vec::new(),
            fields: Vec::new(),
            control: Control::default(),
        }
    }
}

/// Parsing.
impl RequestHead {
    /// The length of the head that `bytes` begin with, where it is the one that is held already.
    pub(crate) fn repetition(&self, bytes: &[u8]) -> Option<usize> {
        let section = bytes.strip_prefix(self.line.as_bytes())?.strip_prefix(b"\r\n")?;
        self.begins_with_known_fields(section).then(|| self.line.len() + 2 + self.section.len())
    }

    /// The same where its field section is the one that is held already, and its request line may be another.
    pub(crate) fn repetition_of_fields(&self, bytes: &[u8]) -> Option<usize> {
        let (line, section) = bytes.split_at(memchr::memchr(b'\n', bytes)? + 1);
        let is_known = line.ends_with(b"\r\n") && self.begins_with_known_fields(section);
        is_known.then(|| line.len() + self.section.len())
    }

    fn begins_with_known_fields(&self, section: &[u8]) -> bool {
        !self.section.is_empty() && section.starts_with(&self.section)
    }

    /// Takes in a complete head, from the request line to the empty line.
    pub(crate) fn parse(&mut self, bytes: &[u8], bounds: &Bounds) -> Result<(), ProtocolError> {
        let parsed = self.parse_parts(bytes, bounds);
        if parsed.is_err() {
            // Nothing that was refused may count as known.
            *self = Self::default();
        }
        parsed
    }

    fn parse_parts(&mut self, bytes: &[u8], bounds: &Bounds) -> Result<(), ProtocolError> {
        let (line, section) = split_first_line(bytes);
        // No request line is empty, but the first one that this is compared with.
        if line.is_empty() || line != self.line.as_bytes() {
            self.parse_line(line, bounds)?;
        }
        if section != self.section {
            self.parse_section(section, bounds.fields)?;
        }
        // What the fields mean depends on the line as well.
        self.interpret_fields()
    }

    fn parse_line(&mut self, line: &[u8], bounds: &Bounds) -> Result<(), ProtocolError> {
        let RequestLine { method, target, parts, version } = request_line::parse(line, bounds)?;
        self.line.clear();
        self.line.push_str(text(line));
        (self.method, self.target, self.parts, self.version) = (method, target, parts, version);
        Ok(())
    }

    fn parse_section(&mut self, section: &[u8], most: usize) -> Result<(), ProtocolError> {
        self.split_fields(section, most)?;
        self.section.clear();
        self.section.extend_from_slice(section);
        Ok(())
    }

    fn split_fields(&mut self, section: &[u8], most: usize) -> Result<(), ProtocolError> {
        let mut room = [httparse::EMPTY_HEADER; FIELDS_ON_STACK];
        match self.split_fields_into(section, &mut room[..most.min(FIELDS_ON_STACK)]) {
            Err(httparse::Error::TooManyHeaders) if most > FIELDS_ON_STACK => {
                // The shortest line is `a:` and CRLF.
                self.split_fields_into(section, &mut vec![httparse::EMPTY_HEADER; most.min(section.len() / 4)])
            }
            result => result,
        }
        .map_err(refusal)
    }

    fn split_fields_into<'h>(
        &mut self,
        section: &'h [u8],
        room: &mut [httparse::Header<'h>],
    ) -> Result<(), httparse::Error> {
        let httparse::Status::Complete((length, fields)) = httparse::parse_headers(section, room)? else {
            return Err(httparse::Error::NewLine);
        };
        if length != section.len() {
            return Err(httparse::Error::NewLine);
        }
        let place = |part: &[u8]| {
            let start = part.as_ptr().addr() - section.as_ptr().addr();
            start..start + part.len()
        };
        let lines =
            fields.iter().map(|field| FieldLine { name: place(field.name.as_bytes()), value: place(field.value) });
        self.fields.clear();
        self.fields.extend(lines);
        Ok(())
    }

    /// Reads the fields that say something about the message itself.
    fn interpret_fields(&mut self) -> Result<(), ProtocolError> {
        let mut fields = ControlFields::default();
        for (name, value) in self.raw_field_lines() {
            fields.add(name, value)?;
        }
        let authority = self.parts.authority.clone().map(|place| &self.line.as_bytes()[place]);
        self.control = fields.settle(self.version, authority)?;
        // What follows an answer to CONNECT may be a tunnel's to whoever is on the way (RFC 9110 section 9.3.6).
        self.control.connection.close |= self.method == Method::CONNECT;
        Ok(())
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
            parts => self.line.get(parts.path.clone()).unwrap_or_default(),
        }
    }

    /// Is anything in the target percent-encoded?
    pub(crate) fn has_escapes(&self) -> bool {
        self.parts.has_escapes
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.line.get(self.parts.query.clone()?)
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
        self.fields.iter().map(|line| (&self.section[line.name.clone()], &self.section[line.value.clone()]))
    }

    pub(crate) fn framing(&self) -> Framing {
        self.control.framing
    }

    /// Does the client wait for 100 (Continue) before it sends its content?
    pub(crate) fn expects_continue(&self) -> bool {
        self.control.expects_continue
    }

    /// RFC 9112 section 9.3, the request's side of it.
    pub(crate) fn is_persistent(&self) -> bool {
        !self.control.connection.close && (self.version != Version::HTTP_10 || self.control.connection.keep_alive)
    }

    /// Is `protocol` among those the client would change to (RFC 9110 section 7.8)?
    pub(crate) fn offers_upgrade(&self, protocol: &str) -> bool {
        self.version != Version::HTTP_10
            && self.control.connection.upgrade
            && self.values("upgrade").any(|value| has_list_member(value, protocol))
    }
}

/// Field names and request lines are ASCII once they were parsed, so nothing is ever lost here.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// The first line, without its CRLF, and what follows it.
fn split_first_line(head: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(b'\n', head) {
        Some(line_feed) => (&head[..line_feed.saturating_sub(1)], &head[line_feed + 1..]),
        None => (head, &[]),
    }
}

fn refusal(error: httparse::Error) -> ProtocolError {
    match error {
        httparse::Error::TooManyHeaders => {
            ProtocolError::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "the head has too many fields")
        }
        httparse::Error::HeaderValue => ProtocolError::malformed("a field value has a control character"),
        _ => ProtocolError::malformed("a field name is not a token, or no colon follows it"),
    }
}

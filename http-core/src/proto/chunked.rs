//! The chunked transfer coding (RFC 9112 section 7.1), byte by byte.
//!
//! Decides what a chunk, its extensions and the trailer section may look like and how long they may
//! be. Extensions and trailers are checked and dropped (section 7.1.1; RFC 9110 section 6.5.1).

use super::content::Decoded;
use super::{Bounds, ProtocolError, syntax};
use http::StatusCode;

/// Digits of one chunk's size: as many as a 64-bit number has, so that none can overflow.
const MAX_SIZE_DIGITS: u8 = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Size,
    ExtensionOrEnd,
    ExtensionName,
    ExtensionNameGoesOn,
    EqualsOrEnd,
    ExtensionValue,
    ExtensionTokenGoesOn,
    Quoted,
    QuotedPair,
    QuotedEnd,
    SizeLineFeed,
    Data,
    DataCarriageReturn,
    DataLineFeed,
    Trailer,
    TrailerName,
    TrailerValue,
    TrailerLineFeed,
    LastLineFeed,
    Finished,
}

/// The state between two bytes of one chunked content.
#[derive(Debug, Clone)]
pub(super) struct ChunkedDecoder {
    state: State,
    /// The size being read, then what is left of the chunk.
    size: u64,
    digits: u8,
    room: Room,
}

/// How much more there may be of what is dropped.
#[derive(Debug, Clone)]
struct Room {
    extensions: usize,
    trailer: usize,
    trailer_fields: usize,
}

const BAD_SIZE: ProtocolError = ProtocolError::malformed("a chunk size is not a hexadecimal number");
const BAD_EXTENSION: ProtocolError = ProtocolError::malformed("a chunk extension is malformed");
const BAD_CHUNK_END: ProtocolError = ProtocolError::malformed("a chunk does not end with CRLF");
const TRAILER_TOO_LARGE: ProtocolError =
    ProtocolError::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "the trailer section is too large");
const BAD_TRAILER: ProtocolError = ProtocolError::malformed("a trailer field is malformed");

impl ChunkedDecoder {
    pub(super) fn new(bounds: &Bounds) -> Self {
        let room = Room {
            extensions: bounds.chunk_extensions,
            trailer: bounds.trailer,
            trailer_fields: bounds.trailer_fields,
        };
        Self { state: State::Size, size: 0, digits: 0, room }
    }

    /// For what the server itself has written.
    fn unbounded() -> Self {
        let room = Room { extensions: usize::MAX, trailer: usize::MAX, trailer_fields: usize::MAX };
        Self { state: State::Size, size: 0, digits: 0, room }
    }

    pub(super) fn decode(&mut self, bytes: &[u8]) -> Result<Decoded, ProtocolError> {
        let mut at = 0;
        while at < bytes.len() && self.state != State::Finished {
            if self.state == State::Data {
                return Ok(self.take_data(at, bytes.len()));
            }
            self.state = self.step(bytes[at])?;
            at += 1;
        }
        Ok(Decoded { consumed: at, data: at..at, is_finished: self.state == State::Finished })
    }

    /// What is left of the chunk whose size has been read.
    pub(super) fn announced(&self) -> u64 {
        if self.state == State::Data { self.size } else { 0 }
    }

    fn take_data(&mut self, start: usize, length: usize) -> Decoded {
        let taken = (length - start).min(usize::try_from(self.size).unwrap_or(usize::MAX));
        self.size -= taken as u64;
        if self.size == 0 {
            self.state = State::DataCarriageReturn;
        }
        Decoded { consumed: start + taken, data: start..start + taken, is_finished: false }
    }

    fn step(&mut self, byte: u8) -> Result<State, ProtocolError> {
        match self.state {
            State::Size => self.size_digit(byte),
            State::SizeLineFeed => self.size_line_feed(byte),
            State::DataCarriageReturn => expect(byte, b'\r', State::DataLineFeed, BAD_CHUNK_END),
            State::DataLineFeed => {
                self.digits = 0;
                expect(byte, b'\n', State::Size, BAD_CHUNK_END)
            }
            State::Trailer | State::TrailerName | State::TrailerValue | State::TrailerLineFeed => self.trailer(byte),
            State::LastLineFeed => expect(byte, b'\n', State::Finished, BAD_CHUNK_END),
            State::Data | State::Finished => Ok(self.state),
            _ => self.extension(byte),
        }
    }

    fn size_digit(&mut self, byte: u8) -> Result<State, ProtocolError> {
        let Some(digit) = char::from(byte).to_digit(16) else {
            return if self.digits > 0 { after_size(byte) } else { Err(BAD_SIZE) };
        };
        if self.digits == MAX_SIZE_DIGITS {
            return Err(ProtocolError::malformed("a chunk size has too many digits"));
        }
        self.size = (self.size << 4) | u64::from(digit);
        self.digits += 1;
        Ok(State::Size)
    }

    fn size_line_feed(&mut self, byte: u8) -> Result<State, ProtocolError> {
        if self.size > i64::MAX as u64 {
            return Err(ProtocolError::new(StatusCode::PAYLOAD_TOO_LARGE, "a chunk size is too large"));
        }
        let next = if self.size == 0 { State::Trailer } else { State::Data };
        expect(byte, b'\n', next, BAD_EXTENSION)
    }

    /// `chunk-ext`, RFC 9112 section 7.1.1.
    fn extension(&mut self, byte: u8) -> Result<State, ProtocolError> {
        const TOO_LARGE: ProtocolError = ProtocolError::malformed("the chunk extensions are too large");
        self.room.extensions = self.room.extensions.checked_sub(1).ok_or(TOO_LARGE)?;
        let is_tchar = syntax::is_tchar(byte);
        let is_whitespace = syntax::is_whitespace(byte);
        match (self.state, byte) {
            (State::ExtensionOrEnd, b';') => Ok(State::ExtensionName),
            (State::ExtensionOrEnd, _) if is_whitespace => Ok(State::ExtensionOrEnd),
            (State::ExtensionName, _) if is_whitespace => Ok(State::ExtensionName),
            (State::ExtensionName | State::ExtensionNameGoesOn, _) if is_tchar => Ok(State::ExtensionNameGoesOn),
            (State::ExtensionNameGoesOn | State::EqualsOrEnd, b'=') => Ok(State::ExtensionValue),
            (State::ExtensionNameGoesOn | State::EqualsOrEnd, _) if is_whitespace => Ok(State::EqualsOrEnd),
            (State::EqualsOrEnd, b';') => Ok(State::ExtensionName),
            (State::ExtensionValue, b'"') => Ok(State::Quoted),
            (State::ExtensionValue, _) if is_whitespace => Ok(State::ExtensionValue),
            (State::ExtensionValue | State::ExtensionTokenGoesOn, _) if is_tchar => Ok(State::ExtensionTokenGoesOn),
            (State::Quoted, b'"') => Ok(State::QuotedEnd),
            (State::Quoted, b'\\') => Ok(State::QuotedPair),
            (State::Quoted, _) if syntax::is_quoted_text(byte) => Ok(State::Quoted),
            (State::QuotedPair, _) if syntax::is_field_content(byte) => Ok(State::Quoted),
            (State::ExtensionNameGoesOn | State::ExtensionTokenGoesOn | State::QuotedEnd, _) => after_size(byte),
            _ => Err(BAD_EXTENSION),
        }
    }

    /// `trailer-section`, RFC 9112 section 7.1.2.
    fn trailer(&mut self, byte: u8) -> Result<State, ProtocolError> {
        if self.state == State::Trailer && byte == b'\r' {
            // The line behind the section is none of it.
            return Ok(State::LastLineFeed);
        }
        self.room.trailer = self.room.trailer.checked_sub(1).ok_or(TRAILER_TOO_LARGE)?;
        match (self.state, byte) {
            (State::TrailerName, b':') => Ok(State::TrailerValue),
            (State::Trailer | State::TrailerName, _) if syntax::is_tchar(byte) => Ok(State::TrailerName),
            (State::TrailerValue, b'\r') => Ok(State::TrailerLineFeed),
            (State::TrailerValue, _) if syntax::is_field_content(byte) => Ok(State::TrailerValue),
            (State::TrailerLineFeed, b'\n') => {
                self.room.trailer_fields = self.room.trailer_fields.checked_sub(1).ok_or(TRAILER_TOO_LARGE)?;
                Ok(State::Trailer)
            }
            _ => Err(BAD_TRAILER),
        }
    }
}

/// What may follow a complete chunk size or extension.
fn after_size(byte: u8) -> Result<State, ProtocolError> {
    match byte {
        b'\r' => Ok(State::SizeLineFeed),
        b';' => Ok(State::ExtensionName),
        b' ' | b'\t' => Ok(State::ExtensionOrEnd),
        _ => Err(BAD_SIZE),
    }
}

fn expect(byte: u8, wanted: u8, next: State, otherwise: ProtocolError) -> Result<State, ProtocolError> {
    if byte == wanted { Ok(next) } else { Err(otherwise) }
}

/// Undoes the chunked coding of a whole response; false where it breaks off.
pub(crate) fn decode_chunked(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut decoder = ChunkedDecoder::unbounded();
    let mut content = Vec::new();
    while let Ok(decoded) = decoder.decode(bytes) {
        content.extend_from_slice(&bytes[decoded.data]);
        bytes = &bytes[decoded.consumed..];
        if decoded.is_finished || decoded.consumed == 0 {
            return (content, decoded.is_finished);
        }
    }
    (content, false)
}

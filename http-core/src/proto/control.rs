//! The fields of a request that are about the message itself: `Host`, `Connection`, `Expect`, and those of the framing.
//!
//! Decides which fields these are, and what it means where one comes twice.

use super::framing::{Framing, FramingFields, framing};
use super::{ProtocolError, has_list_member, host, list_members};
use http::{StatusCode, Version};

/// What was said so far, field line by field line.
#[derive(Debug, Default)]
pub(super) struct ControlFields<'h> {
    host: Option<&'h [u8]>,
    has_second_host: bool,
    framing: FramingFields<'h>,
    connection: ConnectionOptions,
    expects_continue: bool,
}

/// What the `Connection` fields name (RFC 9110 section 7.6.1).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ConnectionOptions {
    pub(super) close: bool,
    pub(super) keep_alive: bool,
    pub(super) upgrade: bool,
}

/// What all of it comes to.
#[derive(Debug, Default)]
pub(super) struct Control {
    pub(super) framing: Framing,
    pub(super) connection: ConnectionOptions,
    pub(super) expects_continue: bool,
}

impl<'h> ControlFields<'h> {
    pub(super) fn add(&mut self, name: &[u8], value: &'h [u8]) -> Result<(), ProtocolError> {
        // The length tells most names apart before a byte is compared.
        match name.len() {
            4 if name.eq_ignore_ascii_case(b"host") => self.has_second_host = self.host.replace(value).is_some(),
            6 if name.eq_ignore_ascii_case(b"expect") => self.expects_continue |= is_continue_expectation(value)?,
            10 if name.eq_ignore_ascii_case(b"connection") => self.connection.add(value),
            14 if name.eq_ignore_ascii_case(b"content-length") => self.framing.add_content_length(value),
            17 if name.eq_ignore_ascii_case(b"transfer-encoding") => self.framing.add_transfer_encoding(value),
            _ => {}
        }
        Ok(())
    }

    /// What the fields mean behind a request line of this version and, in absolute-form, this authority.
    pub(super) fn settle(self, version: Version, authority: Option<&[u8]>) -> Result<Control, ProtocolError> {
        self.check_host(version, authority)?;
        let is_http_1_0 = version == Version::HTTP_10;
        let framing = framing(&self.framing, is_http_1_0)?;
        // RFC 9110 section 10.1.1: ignored in HTTP/1.0, and pointless without content.
        let is_expectant = !is_http_1_0 && !matches!(framing, Framing::Empty | Framing::Length(0));
        let expects_continue = self.expects_continue && is_expectant;
        Ok(Control { framing, connection: self.connection, expects_continue })
    }

    /// RFC 9112 section 3.2: exactly one valid `Host`, and the target's authority if it has one.
    fn check_host(&self, version: Version, authority: Option<&[u8]>) -> Result<(), ProtocolError> {
        if self.has_second_host {
            return Err(ProtocolError::malformed("Host is given twice"));
        }
        let Some(host) = self.host else {
            return match version {
                Version::HTTP_10 => Ok(()),
                _ => Err(ProtocolError::malformed("Host is missing")),
            };
        };
        if !host::is_host_and_port(host) {
            return Err(ProtocolError::malformed("Host is not a host with an optional port"));
        }
        if authority.is_some_and(|authority| !authority.eq_ignore_ascii_case(host)) {
            return Err(ProtocolError::malformed("Host differs from the host in the request target"));
        }
        Ok(())
    }
}

impl ConnectionOptions {
    fn add(&mut self, value: &[u8]) {
        self.close |= has_list_member(value, "close");
        self.keep_alive |= has_list_member(value, "keep-alive");
        self.upgrade |= has_list_member(value, "upgrade");
    }
}

/// Every member has to be one we meet (RFC 9110 section 10.1.1), and there is only one. No member is no expectation.
fn is_continue_expectation(value: &[u8]) -> Result<bool, ProtocolError> {
    if list_members(value).all(|member| member.eq_ignore_ascii_case(b"100-continue")) {
        return Ok(list_members(value).next().is_some());
    }
    Err(ProtocolError::new(StatusCode::EXPECTATION_FAILED, "the only expectation known is 100-continue"))
}

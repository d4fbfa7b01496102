//! A connection that has left HTTP (RFC 9110 section 7.8).
//!
//! Decides what its closure sees of it. Whether a request may leave is decided in `response_writer`.

use std::fmt;
use std::io::{self, Read, Write};

/// What goes on with a connection that has left HTTP.
pub(crate) type Takeover = Box<dyn FnOnce(&mut Upgraded) -> io::Result<()> + Send>;

/// A connection after a 101: `Read + Write`, raw.
///
/// A read has no timeout: a client that falls silent keeps the thread until the server stops. A write fails with
/// [`TimedOut`](io::ErrorKind::TimedOut) where the client takes less than
/// [`Timeouts::write_rate`](crate::Timeouts::write_rate) for [`Timeouts::write`](crate::Timeouts::write).
///
/// Reads begin with what the client sent right behind its request, whose content has been read off. At the end of the
/// closure the client gets the end of the stream, and is read off for [`Timeouts::linger`](crate::Timeouts::linger).
///
/// ```
/// use http_core::prelude::*;
/// use http_core::Upgraded;
///
/// /// Sends back each line in upper case.
/// fn shout(stream: &mut Upgraded) -> io::Result<()> {
///     let mut buffer = [0; 1024];
///     loop {
///         let length = stream.read(&mut buffer)?;
///         if length == 0 {
///             return Ok(());
///         }
///         stream.write_all(&buffer[..length].to_ascii_uppercase())?;
///     }
/// }
///
/// fn answer() -> Response {
///     Response::upgrade("shout/1", shout)
/// }
/// ```
pub struct Upgraded {
    pub(crate) stream: Box<dyn ReadWrite>,
}

pub(crate) trait ReadWrite: Read + Write + Send {}
impl<T: Read + Write + Send> ReadWrite for T {}

/// What the closure of [`Response::upgrade`](crate::Response::upgrade) may return: nothing, or an `io::Result` whose error
/// ends up in the log, at `debug`.
///
/// ```
/// use http_core::{Response, Upgraded};
/// use std::io::Write;
///
/// let nothing = Response::upgrade("silence/1", |_: &mut Upgraded| ());
/// let result = Response::upgrade("hello/1", |stream: &mut Upgraded| stream.write_all(b"hello"));
/// ```
#[diagnostic::on_unimplemented(message = "the closure of an upgrade returns `()` or an `io::Result<()>`, not `{Self}`")]
pub trait UpgradeOutcome {
    #[doc(hidden)]
    fn into_result(self) -> io::Result<()>;
}

impl UpgradeOutcome for () {
    fn into_result(self) -> io::Result<()> {
        Ok(())
    }
}

impl UpgradeOutcome for Result<(), io::Error> {
    fn into_result(self) -> io::Result<()> {
        self
    }
}

impl Read for Upgraded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.read(buffer)
    }
}

impl Write for Upgraded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

impl fmt::Debug for Upgraded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Upgraded").finish_non_exhaustive()
    }
}

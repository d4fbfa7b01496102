//! A response on its way out, written by hand or sent as a value.
//!
//! Decides what a handler may call in which order. What is held back and how it goes out is decided by its parts.

mod content;
mod hooks;
mod page;
mod sending;

use crate::channel::Channel;
use crate::clock::Clock;
use crate::handler::Handler;
use crate::proto::{ResponseFraming, server_line};
use crate::upgrade::Takeover;
use crate::{IntoResponse, Request, ResponseHead};
use hooks::Hooks;
use http::StatusCode;
use page::PendingPage;
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

/// How much of a response is held back until the handler returns. It is enough for most, and little
/// enough to have for every thread.
pub(crate) const HELD_BACK: usize = 16 * 1024;

/// Writes a response: `http.server`'s `send_response`, `send_header`, `end_headers` and `wfile`.
///
/// Up to 16 KiB are held back until the handler returns, so that a response without `Content-Length` still
/// gets one and the connection can be used again. Past that, or after [`flush`](Write::flush), it goes out
/// chunked (to HTTP/1.0: until the connection closes). As long as nothing has gone out, a handler may start over
/// with another `send_response`, and an `Err` that it returns is answered with 500; after that the
/// connection is closed short, so that no client takes half a response for a whole one.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Hello;
///
/// #[handler]
/// impl Hello {
///     #[get]
///     fn do_get(&self, response: &mut ResponseWriter) -> io::Result<()> {
///         response.send_response(200)?;
///         response.send_header("Content-Type", "text/plain; charset=utf-8")?;
///         response.end_headers()?;
///         response.write_all("Hello, HTTP!\n".as_bytes())
///     }
/// }
/// ```
#[doc(alias = "wfile")]
pub struct ResponseWriter {
    head: ResponseHead,
    stage: Stage,
    /// Content held back, or the beginning of the next chunk.
    content: Vec<u8>,
    /// Content of known length that came in one piece too large to be copied.
    large_content: Vec<u8>,
    /// The `Content-Length` that the handler has named.
    promised: Option<u64>,
    /// Content written so far.
    written: u64,
    /// To HEAD: nobody knows the length that the content would have, for nothing is read of its reader.
    is_of_unknown_length: bool,
    /// An error response that still lacks its page.
    page: Option<PendingPage>,
    takeover: Option<Takeover>,
    closes: bool,
    /// The response refuses a HEAD request that no handler gets to see: it has no content.
    is_refusal_to_head: bool,
    /// The route that answers.
    route: Option<&'static str>,
    /// What has gone out is not a whole response, and can't become one.
    is_broken: bool,
    /// Writing has failed: what came behind would stand in the middle of the response.
    is_lost: bool,
    hooks: Hooks,
    /// Bytes for the client: whole responses of pipelined requests, then this one.
    output: Vec<u8>,
    channel: Option<Arc<Channel>>,
    pub(crate) clock: Clock,
    /// With the server's name for itself, unless the handler has another.
    server_line: String,
    handler_server: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Untouched,
    /// After `send_response`.
    Fields,
    /// After `end_headers`; nothing has gone out.
    Content,
    /// The head has gone out.
    Sent(ResponseFraming),
}

/// A `u16` or a [`StatusCode`]: what [`send_response`](ResponseWriter::send_response) and
/// [`send_error`](ResponseWriter::send_error) take.
///
/// ```
/// # use http_core::prelude::*;
/// fn lost(response: &mut ResponseWriter) -> io::Result<()> {
///     response.send_error(404, "no such page") // or StatusCode::NOT_FOUND
/// }
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` is not a status", note = "a status is a `u16` or a `StatusCode`")]
pub trait IntoStatus {
    #[doc(hidden)]
    fn into_status(self) -> Option<StatusCode>;
}

impl IntoStatus for u16 {
    fn into_status(self) -> Option<StatusCode> {
        StatusCode::from_u16(self).ok()
    }
}

impl IntoStatus for StatusCode {
    fn into_status(self) -> Option<StatusCode> {
        Some(self)
    }
}

/// What handlers call.
impl ResponseWriter {
    /// Begins a response. What was written before is forgotten, as long as nothing has gone out.
    ///
    /// # Errors
    ///
    /// Where a part of the response has gone out already; where the number is no final status (200 to 999).
    pub fn send_response(&mut self, status: impl IntoStatus) -> io::Result<()> {
        let status = status.into_status().filter(|status| !status.is_informational());
        let status = status.ok_or_else(|| misuse("this is no status a response can end with"))?;
        self.start_over()?;
        self.head.status = status;
        self.stage = Stage::Fields;
        Ok(())
    }

    /// Adds a field. `Content-Length` is a promise: a response that does not keep it is cut short.
    ///
    /// # Errors
    ///
    /// Where the head has ended; where name or value can't be sent: a value with CR, LF or NUL never goes out.
    pub fn send_header(&mut self, name: &str, value: &str) -> io::Result<()> {
        match self.stage {
            Stage::Untouched | Stage::Fields => self.head.append(name, value),
            Stage::Content | Stage::Sent(_) => Err(misuse("fields go before end_headers")),
        }
    }

    /// Ends the head; content may follow.
    ///
    /// # Errors
    ///
    /// Where the promised `Content-Length` is no number; where the head has ended before.
    pub fn end_headers(&mut self) -> io::Result<()> {
        if !matches!(self.stage, Stage::Untouched | Stage::Fields) {
            return Err(misuse("the head has ended before"));
        }
        self.promised = self.content_length_field()?;
        self.stage = Stage::Content;
        Ok(())
    }

    /// Answers with an error and a text for the client.
    ///
    /// The page is that of `#[catch]` if there is one for the status, else the library's plain one with the text in it; an
    /// empty text adds nothing to it. Content that is written afterwards takes the place of the page.
    ///
    /// # Errors
    ///
    /// Where a part of the response has gone out already; where the number is no final status.
    pub fn send_error(&mut self, status: impl IntoStatus, text: &str) -> io::Result<()> {
        self.send_response(status)?;
        self.lack_page(Some(text.to_owned()).filter(|text| !text.is_empty()));
        Ok(())
    }

    /// Sends a value, as if the handler had returned it.
    ///
    /// # Errors
    ///
    /// Where a part of the response has gone out already; where the client does not take it.
    pub fn send(&mut self, value: impl IntoResponse) -> io::Result<()> {
        value.respond_to(self)
    }

    /// Closes the connection behind this response: `http.server`'s `close_connection`.
    pub fn close_connection(&mut self) {
        self.closes = true;
    }

    /// The head so far. It may still be changed by `#[after]` hooks.
    pub fn head(&self) -> &ResponseHead {
        &self.head
    }

    /// Has a part of the response gone out, so that its status can't be changed any more?
    pub fn is_sent(&self) -> bool {
        matches!(self.stage, Stage::Sent(_))
    }
}

impl Write for ResponseWriter {
    /// Writes content. The first write ends the head; without `send_response` the status is 200. To HEAD nothing of it is
    /// sent, and where the response would have begun to go out to GET, further writes fail, so that a stream ends.
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        if matches!(self.stage, Stage::Untouched | Stage::Fields) {
            self.end_headers()?;
        }
        self.page = None;
        if !self.admit(content.len())? {
            self.drop_content()?;
            return Ok(content.len());
        }
        if self.large_content.is_empty() && self.content.len() + content.len() <= HELD_BACK {
            self.content.extend_from_slice(content);
        } else {
            self.send_out(content)?;
        }
        Ok(content.len())
    }

    /// Sends what was written, so that the client has it now. An error's page is made when the handler returns, and an
    /// upgrade waits for the rest of the request's content.
    fn flush(&mut self) -> io::Result<()> {
        if self.stage == Stage::Untouched || self.page.is_some() || self.takeover.is_some() {
            return Ok(());
        }
        if self.stage == Stage::Fields {
            self.end_headers()?;
        }
        self.send_out(&[])
    }
}

fn misuse(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, text)
}

/// For the engine and for dispatch.
impl ResponseWriter {
    pub(crate) fn new(server: &str, handler: Arc<dyn Handler>) -> Self {
        Self {
            head: ResponseHead::default(),
            stage: Stage::Untouched,
            content: Vec::new(),
            large_content: Vec::new(),
            promised: None,
            written: 0,
            is_of_unknown_length: false,
            page: None,
            takeover: None,
            closes: false,
            is_refusal_to_head: false,
            route: None,
            is_broken: false,
            is_lost: false,
            hooks: Hooks::new(handler),
            output: Vec::new(),
            channel: None,
            clock: Clock::default(),
            server_line: server_line(server),
            handler_server: None,
        }
    }

    /// From here on responses that can't be held back go out through `channel`. Gives back the one before.
    pub(crate) fn replace_channel(&mut self, channel: Option<Arc<Channel>>) -> Option<Arc<Channel>> {
        std::mem::replace(&mut self.channel, channel)
    }

    pub(crate) fn set_server(&mut self, server: &'static str) {
        self.handler_server = Some(server);
    }

    pub(crate) fn set_route(&mut self, name: &'static str) {
        self.route = Some(name);
    }

    /// The handler has written nothing, or fields alone.
    pub(crate) fn send_no_content(&mut self) -> io::Result<()> {
        self.head.status = StatusCode::NO_CONTENT;
        self.end_headers()
    }

    pub(crate) fn take_route(&mut self) -> Option<&'static str> {
        self.route.take()
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.head.status
    }

    fn request(&self) -> Option<&Request> {
        self.hooks.request()
    }

    /// As the log calls the request.
    fn request_line(&self) -> &str {
        self.request().map_or("", Request::request_line)
    }
}

impl fmt::Debug for ResponseWriter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ResponseWriter")
            .field("head", &self.head)
            .field("stage", &self.stage)
            .field("written", &self.written)
            .finish_non_exhaustive()
    }
}

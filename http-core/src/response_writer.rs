//! A response on its way out, written by hand or sent as a value.
//!
//! Decides what is held back, how the content is framed, and when the head goes out. The bytes of heads
//! and chunks are `proto`'s; the socket is the channel's.

use crate::channel::Channel;
use crate::date::DateCache;
use crate::handler::Handler;
use crate::logging::{debug, error};
use crate::proto::{
    Persistence, ResponseFraming, StatusLineAndFields, encode_chunk_head, encode_head, encode_last_chunk,
    has_no_content,
};
use crate::request::MountPosition;
use crate::respond::IntoResponse;
use crate::response::{Content, Response, ResponseHead, Takeover};
use crate::{Error, Request};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Version, header};
use std::fmt;
use std::io::{self, Read, Write};
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
    /// An error response that still lacks its page.
    page: Option<PendingPage>,
    takeover: Option<Takeover>,
    closes: bool,
    /// What has gone out is not a whole response and can't become one.
    is_broken: bool,
    hooks: Option<Hooks>,
    /// Bytes for the client: whole responses of pipelined requests, then this one.
    output: Vec<u8>,
    channel: Option<Arc<Channel>>,
    date: DateCache,
    /// The server's name for itself, unless the handler has another.
    server: String,
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

/// What an error page is made of.
#[derive(Debug, Default)]
struct PendingPage {
    cause: Option<Error>,
    text: Option<String>,
}

/// Whose `#[after]` hooks see the head before it goes out, and the request they are told of.
struct Hooks {
    handler: Arc<dyn Handler>,
    request: Arc<Request>,
}

impl Hooks {
    /// The outermost handler passes the head on, so the path is shown from there.
    fn run(&self, head: &mut ResponseHead) {
        let position = self.request.position();
        self.request.set_position(MountPosition::ROOT);
        self.handler.after(&self.request, head);
        self.request.set_position(position);
    }
}

/// A `u16` or a [`StatusCode`].
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

    /// Answers with an error and a text for the client: a page by `#[catch]` if there is one for the status, else the
    /// library's plain one with the text in it.
    ///
    /// # Errors
    ///
    /// Where a part of the response has gone out already; where the number is no final status.
    pub fn send_error(&mut self, status: impl IntoStatus, text: &str) -> io::Result<()> {
        self.send_response(status)?;
        self.stage = Stage::Content;
        self.page = Some(PendingPage { cause: None, text: Some(text.to_owned()) });
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
    /// Writes content. The first write ends the head; without `send_response` the status is 200.
    fn write(&mut self, content: &[u8]) -> io::Result<usize> {
        if matches!(self.stage, Stage::Untouched | Stage::Fields) {
            self.end_headers()?;
        }
        self.count(content.len())?;
        if self.has_no_content_to_send() {
            return Ok(content.len());
        }
        if self.content.len() + content.len() <= HELD_BACK {
            self.content.extend_from_slice(content);
        } else {
            self.send_out(content)?;
        }
        Ok(content.len())
    }

    /// Sends what was written, so that the client has it now.
    fn flush(&mut self) -> io::Result<()> {
        if self.stage == Stage::Untouched {
            return Ok(());
        }
        if self.stage == Stage::Fields {
            self.end_headers()?;
        }
        self.send_out(&[])
    }
}

/// For responders and dispatch.
impl ResponseWriter {
    pub(crate) fn is_untouched(&self) -> bool {
        self.stage == Stage::Untouched
    }

    /// Sends content of a media type that lives elsewhere, without allocating.
    pub(crate) fn send_content(&mut self, media_type: &'static str, content: &[u8]) -> io::Result<()> {
        if content.len() > HELD_BACK {
            return self.send_response_value(Response::with_content(media_type, content.to_vec()));
        }
        self.start_over()?;
        self.head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.stage = Stage::Content;
        self.write_all(content)
    }

    /// The same for content that is made on the spot.
    pub(crate) fn send_made_content<E>(
        &mut self,
        media_type: &'static str,
        make: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> io::Result<Result<(), E>> {
        self.start_over()?;
        let mut content = std::mem::take(&mut self.content);
        if let Err(error) = make(&mut content) {
            return Ok(Err(error));
        }
        if content.len() > HELD_BACK {
            return self.send_response_value(Response::with_content(media_type, content)).map(Ok);
        }
        self.head.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.written = content.len() as u64;
        self.content = content;
        self.stage = Stage::Content;
        Ok(Ok(()))
    }

    pub(crate) fn send_response_value(&mut self, response: Response) -> io::Result<()> {
        self.start_over()?;
        if let Some(refusal) = response.refusal {
            return self.send_response_value(Error::from(refusal).into());
        }
        self.head = response.head;
        match response.content {
            Content::Empty => self.set_empty(response.cause),
            Content::Bytes(content) => self.set_bytes(content),
            Content::Reader(reader, length) => self.send_reader(reader, length),
            Content::Upgrade(protocol, takeover) => self.set_upgrade(protocol, takeover),
        }
    }

    pub(crate) fn set_server(&mut self, server: &'static str) {
        self.handler_server = Some(server);
    }

    /// The status of an error response that still lacks its page, and its cause.
    pub(crate) fn pending_page(&self) -> Option<(StatusCode, Option<&Error>)> {
        let page = self.page.as_ref().filter(|_| !self.is_sent())?;
        Some((self.head.status, page.cause.as_ref()))
    }

    /// Gives the error response its page. The error's fields stay, and its status unless the page chose one.
    pub(crate) fn set_page(&mut self, page: Response) {
        let Some(pending) = self.page.take() else { return };
        self.log_page(&pending);
        if page.has_chosen_status {
            self.head.status = page.head.status;
        }
        for (name, value) in &page.head.headers {
            self.head.headers.insert(name.clone(), value.clone());
        }
        if let Content::Bytes(content) = page.content {
            self.written = 0;
            // Within memory: nothing is sent here, so nothing can fail.
            let _ = self.set_bytes(content);
        }
    }

    /// A failure that leaves no response to be sent. Before anything has gone out it becomes an error response,
    /// after that the connection is closed short.
    pub(crate) fn fail(&mut self, response: Response) {
        if self.is_sent() || self.send_response_value(response).is_err() {
            self.is_broken = true;
        }
    }
}

/// For the engine.
impl ResponseWriter {
    pub(crate) fn new(server: &str) -> Self {
        Self {
            head: ResponseHead::default(),
            stage: Stage::Untouched,
            content: Vec::new(),
            large_content: Vec::new(),
            promised: None,
            written: 0,
            page: None,
            takeover: None,
            closes: false,
            is_broken: false,
            hooks: None,
            output: Vec::new(),
            channel: None,
            date: DateCache::default(),
            server: server.to_owned(),
            handler_server: None,
        }
    }

    pub(crate) fn set_channel(&mut self, channel: Option<Arc<Channel>>) {
        self.channel = channel;
    }

    /// Gets ready for the response to `request`, whose hooks are those of `handler`.
    pub(crate) fn begin(&mut self, handler: Arc<dyn Handler>, request: Arc<Request>) {
        self.clear();
        self.closes = !request.head.is_persistent();
        self.is_broken = false;
        self.handler_server = None;
        if let Some(channel) = &self.channel {
            channel.set_responded(false);
        }
        self.hooks = Some(Hooks { handler, request });
    }

    /// Completes the response in `output`; false where the connection has to be closed behind it.
    pub(crate) fn finish(&mut self) -> bool {
        if let Err(error) = self.complete() {
            debug!("response cut short: {error}");
            self.is_broken = true;
        }
        self.hooks = None;
        !self.closes && !self.is_broken
    }

    /// Refuses a request that never reached a handler, with the library's plain page.
    pub(crate) fn refuse(&mut self, status: StatusCode, reason: &str) {
        self.hooks = None;
        self.closes = true;
        self.handler_server = None;
        self.refuse_instead(status, reason);
        self.finish();
    }

    /// Refuses a request after all, whatever its handler has made of it.
    pub(crate) fn refuse_instead(&mut self, status: StatusCode, reason: &str) {
        self.clear();
        self.head.status = status;
        self.stage = Stage::Content;
        self.page = Some(PendingPage { cause: None, text: Some(reason.to_owned()) });
    }

    /// What goes on with the connection after a 101.
    pub(crate) fn take_takeover(&mut self) -> Option<Takeover> {
        self.takeover.take()
    }

    /// What is to be sent: the output, and content that was too large to be copied behind it.
    pub(crate) fn output(&mut self) -> (&mut Vec<u8>, &mut Vec<u8>) {
        (&mut self.output, &mut self.large_content)
    }

    pub(crate) fn has_large_content(&self) -> bool {
        !self.large_content.is_empty()
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.head.status
    }
}

/// Starting, and taking in content.
impl ResponseWriter {
    fn start_over(&mut self) -> io::Result<()> {
        if self.is_sent() {
            return Err(misuse("a part of a response has gone out already"));
        }
        self.clear();
        Ok(())
    }

    fn clear(&mut self) {
        self.head.clear();
        self.stage = Stage::Untouched;
        self.content.clear();
        self.large_content.clear();
        self.promised = None;
        self.written = 0;
        self.page = None;
        self.takeover = None;
    }

    fn content_length_field(&self) -> io::Result<Option<u64>> {
        let Some(value) = self.head.headers.get(header::CONTENT_LENGTH) else { return Ok(None) };
        let number = value.to_str().ok().and_then(|text| text.parse().ok());
        number.map(Some).ok_or_else(|| misuse("Content-Length is not a number"))
    }

    /// Counts content against the promise. Content past it is refused whole, so that the response ends short.
    fn count(&mut self, length: usize) -> io::Result<()> {
        let written = self.written + length as u64;
        if self.promised.is_some_and(|promised| written > promised) {
            self.closes = true;
            return Err(misuse("the content is longer than its Content-Length"));
        }
        self.written = written;
        Ok(())
    }

    fn set_empty(&mut self, cause: Option<Error>) -> io::Result<()> {
        self.end_headers()?;
        if self.head.status.is_client_error() || self.head.status.is_server_error() {
            let text = cause.as_ref().and_then(Error::public_text);
            self.page = Some(PendingPage { cause, text });
        }
        Ok(())
    }

    fn set_bytes(&mut self, content: Vec<u8>) -> io::Result<()> {
        self.promised = self.content_length_field()?;
        self.stage = Stage::Content;
        self.count(content.len())?;
        if self.has_no_content_to_send() {
            return Ok(());
        }
        if content.len() <= HELD_BACK {
            self.content.extend_from_slice(&content);
        } else {
            self.large_content = content;
        }
        Ok(())
    }

    fn send_reader(&mut self, mut reader: Box<dyn Read + Send>, length: Option<u64>) -> io::Result<()> {
        if let Some(length) = length {
            self.head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        self.end_headers()?;
        if self.has_no_content_to_send() {
            self.written = length.unwrap_or(0);
            return Ok(());
        }
        io::copy(&mut reader, self)?;
        Ok(())
    }

    fn set_upgrade(&mut self, protocol: &'static str, takeover: Takeover) -> io::Result<()> {
        self.head.headers.insert(header::UPGRADE, HeaderValue::from_static(protocol));
        self.end_headers()?;
        if self.request().is_some_and(|request| request.head.offers_upgrade(protocol)) {
            self.takeover = Some(takeover);
            return Ok(());
        }
        self.head.status = StatusCode::UPGRADE_REQUIRED;
        self.head.headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        let text = Some(format!("this resource speaks {protocol}"));
        self.page = Some(PendingPage { cause: None, text });
        Ok(())
    }

    fn request(&self) -> Option<&Request> {
        self.hooks.as_ref().map(|hooks| hooks.request.as_ref())
    }

    fn is_head(&self) -> bool {
        self.request().is_some_and(|request| *request.method() == Method::HEAD)
    }

    fn is_http_1_0(&self) -> bool {
        self.request().is_some_and(|request| request.version() == Version::HTTP_10)
    }

    fn has_no_content_to_send(&self) -> bool {
        self.is_head() || has_no_content(self.head.status)
    }
}

/// Going out.
impl ResponseWriter {
    /// Sends what is held back and `more` behind it.
    fn send_out(&mut self, more: &[u8]) -> io::Result<()> {
        self.page = None;
        let framing = match self.stage {
            Stage::Sent(framing) => framing,
            _ => self.send_head(self.open_framing())?,
        };
        let length = self.content.len() + more.len();
        let is_chunk = framing == ResponseFraming::Chunked && length > 0 && !self.has_no_content_to_send();
        if is_chunk {
            encode_chunk_head(&mut self.output, length);
        }
        self.output.append(&mut self.content);
        let mut chunk_end = if is_chunk { &b"\r\n"[..] } else { b"" };
        if more.is_empty() {
            self.output.extend_from_slice(std::mem::take(&mut chunk_end));
        }
        self.transmit(more)?;
        self.output.extend_from_slice(chunk_end);
        Ok(())
    }

    /// The framing of a response whose length is not known yet.
    fn open_framing(&self) -> ResponseFraming {
        if has_no_content(self.head.status) {
            return ResponseFraming::NoContent;
        }
        match self.promised {
            Some(length) => ResponseFraming::Length(length),
            None if self.is_http_1_0() => ResponseFraming::UntilClose,
            None => ResponseFraming::Chunked,
        }
    }

    fn transmit(&mut self, more: &[u8]) -> io::Result<()> {
        let Some(channel) = &self.channel else {
            self.output.extend_from_slice(more);
            return Ok(());
        };
        channel.set_responded(true);
        let result = channel.transport.write_all(&self.output, more);
        self.output.clear();
        if result.is_err() {
            self.is_broken = true;
        }
        result
    }

    /// Appends the head to the output, once the hooks have seen it.
    fn send_head(&mut self, framing: ResponseFraming) -> io::Result<ResponseFraming> {
        if let Some(hooks) = self.hooks.take() {
            hooks.run(&mut self.head);
            self.hooks = Some(hooks);
        }
        let is_upgrade = self.takeover.is_some();
        let framing = if has_no_content(self.head.status) { ResponseFraming::NoContent } else { framing };
        self.closes |= framing == ResponseFraming::UntilClose || names_close(&self.head.headers);
        let persistence = match (is_upgrade, self.closes) {
            (true, _) => Persistence::Upgrade,
            (false, true) => Persistence::Close,
            (false, false) if self.is_http_1_0() => Persistence::KeepAlive,
            (false, false) => Persistence::Implied,
        };
        encode_head(
            &mut self.output,
            &StatusLineAndFields {
                status: self.head.status,
                fields: &self.head.headers,
                framing,
                persistence,
                date: self.date.now(),
                server: self.handler_server.unwrap_or(&self.server),
            },
        );
        self.stage = Stage::Sent(framing);
        Ok(framing)
    }

    fn complete(&mut self) -> io::Result<()> {
        if self.page.is_some() {
            self.write_plain_page();
        }
        match self.stage {
            Stage::Sent(framing) => self.complete_sent(framing),
            _ => self.complete_held_back(),
        }
    }

    fn complete_held_back(&mut self) -> io::Result<()> {
        if self.stage != Stage::Content {
            self.end_headers()?;
        }
        let is_head = self.is_head();
        let length = self.promised.unwrap_or(self.written);
        // A HEAD handler of its own may not know the length that GET would have.
        let is_unknown = is_head && length == 0;
        let framing = if is_unknown { ResponseFraming::NoContent } else { ResponseFraming::Length(length) };
        let is_short = !is_head && length != self.written && !has_no_content(self.head.status);
        self.closes |= is_short;
        self.send_head(framing)?;
        if self.has_no_content_to_send() {
            self.large_content.clear();
        } else {
            self.output.extend_from_slice(&self.content);
        }
        self.is_broken |= is_short;
        Ok(())
    }

    fn complete_sent(&mut self, framing: ResponseFraming) -> io::Result<()> {
        if self.has_no_content_to_send() || self.is_broken {
            return Ok(());
        }
        self.send_out(&[])?;
        match framing {
            ResponseFraming::Chunked => encode_last_chunk(&mut self.output),
            ResponseFraming::Length(length) if length != self.written => {
                return Err(misuse("the content is shorter than its Content-Length"));
            }
            _ => {}
        }
        Ok(())
    }

    /// The library's own page: the status in words, and what the client may know of the reason.
    fn write_plain_page(&mut self) {
        let Some(page) = self.page.take() else { return };
        self.log_page(&page);
        let status = self.head.status;
        let mut text = format!("{} {}\n", status.as_str(), status.canonical_reason().unwrap_or("Error"));
        if let Some(reason) = &page.text {
            text.push_str(reason);
            text.push('\n');
        }
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        self.head.headers.insert(header::CONTENT_TYPE, plain);
        self.head.headers.remove(header::CONTENT_LENGTH);
        self.written = 0;
        // Within memory: nothing is sent here, so nothing can fail.
        let _ = self.set_bytes(text.into_bytes());
    }

    fn log_page(&self, page: &PendingPage) {
        let Some(cause) = &page.cause else { return };
        let request = self.request().map_or("", Request::request_line);
        if self.head.status.is_server_error() {
            error!("{request}: {} because of {cause}", self.head.status);
        } else {
            debug!("{request}: {} because of {cause}", self.head.status);
        }
    }
}

fn names_close(fields: &HeaderMap) -> bool {
    fields.get_all(header::CONNECTION).iter().any(|value| crate::proto::has_list_member(value.as_bytes(), "close"))
}

fn misuse(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, text)
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

//! A response as a value: what handlers return and hooks change.
//!
//! Decides what a response may be made of; how it goes out is the writer's.

use crate::response_fields::ResponseFields;
use crate::upgrade::Takeover;
use crate::{Error, ResponseHead, UpgradeOutcome, Upgraded};
use http::{HeaderMap, HeaderValue, StatusCode};
use std::fmt;
use std::io::{self, Read};

/// The media type of text that says no other.
pub(crate) const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// A whole response: status, fields, content.
///
/// ```
/// use http_core::{Response, StatusCode};
///
/// let response = Response::new(StatusCode::CREATED)
///     .with_header("Location", "/messages/7")
///     .with_body("seven\n");
/// assert_eq!(response.status(), StatusCode::CREATED);
/// assert_eq!(response.headers()["location"], "/messages/7");
/// ```
#[must_use = "a response is sent only where the method returns it"]
pub struct Response {
    /// In a box, so that a `Result` with a response in it is no burden.
    pub(crate) parts: Box<Parts>,
}

/// What a response is made of.
pub(crate) struct Parts {
    pub(crate) head: ResponseHead,
    pub(crate) content: Content,
    /// Somebody chose this status; otherwise it is what goes with the content.
    pub(crate) has_chosen_status: bool,
    /// It stands for an `Err`, which never answers with success.
    pub(crate) is_failure: bool,
    pub(crate) cause: Option<Error>,
    /// A field that could not be sent: the response is a 500 instead.
    pub(crate) refusal: Option<io::Error>,
}

/// What follows the head.
pub(crate) enum Content {
    /// Nothing. In an error response the page of `#[catch]` or of the library takes its place.
    Empty,
    Bytes(Vec<u8>),
    Reader(Box<dyn Read + Send>, Option<u64>),
    Upgrade(&'static str, Takeover),
}

impl Response {
    /// A response without content.
    ///
    /// With an error status (400 to 599) it gets the page that `#[catch]` gives, or the library's plain one.
    pub fn new(status: StatusCode) -> Self {
        let head = ResponseHead { status, ..ResponseHead::default() };
        let content = Content::Empty;
        let parts = Parts { head, content, has_chosen_status: true, is_failure: false, cause: None, refusal: None };
        Self { parts: Box::new(parts) }
    }

    /// Content of a media type, with the status that goes without saying: 200.
    pub(crate) fn with_content(media_type: HeaderValue, content: Vec<u8>) -> Self {
        let mut response = Self::new(StatusCode::OK);
        response.parts.has_chosen_status = false;
        response.parts.head.fields = ResponseFields::of_content_type(media_type);
        response.parts.content = Content::Bytes(content);
        response
    }

    /// Content that is read from `reader` while it is sent, in the handler's thread: a file, a pipe, events.
    ///
    /// What a read gives goes out before the next one, so a reader may wait. With a length, so many bytes are read and no
    /// more, and the content goes out under `Content-Length`; where the reader gives less, the connection is closed short.
    /// Without one it goes out chunked (to HTTP/1.0: until the connection closes). The status is 200, and there is no
    /// `Content-Type` unless it is added.
    ///
    /// ```
    /// # use http_core::prelude::*;
    /// fn download() -> io::Result<Response> {
    ///     let file = std::fs::File::open("report.pdf")?;
    ///     let length = file.metadata()?.len();
    ///     Ok(Response::from_reader(file, Some(length)).with_header("Content-Type", "application/pdf"))
    /// }
    /// ```
    #[doc(alias = "stream")]
    #[doc(alias = "send_file")]
    pub fn from_reader(reader: impl Read + Send + 'static, length: Option<u64>) -> Self {
        let mut response = Self::new(StatusCode::OK);
        response.parts.has_chosen_status = false;
        response.parts.content = Content::Reader(Box::new(reader), length);
        response
    }

    /// Leaves HTTP (RFC 9110 section 7.8): answers 101 and hands the raw connection to `closure`.
    ///
    /// The closure runs on the thread of the request, and keeps it until it returns. A client that did not ask for `protocol`,
    /// or asks with HEAD, is answered 426 (section 15.5.22).
    ///
    /// ```
    /// # use http_core::prelude::*;
    /// fn echo() -> Response {
    ///     Response::upgrade("echo/1", |stream| {
    ///         let mut buffer = [0; 1024];
    ///         loop {
    ///             match stream.read(&mut buffer)? {
    ///                 0 => return Ok(()),
    ///                 length => stream.write_all(&buffer[..length])?,
    ///             }
    ///         }
    ///     })
    /// }
    /// ```
    #[doc(alias = "websocket")]
    pub fn upgrade<R: UpgradeOutcome>(
        protocol: &'static str,
        closure: impl FnOnce(&mut Upgraded) -> R + Send + 'static,
    ) -> Self {
        let mut response = Self::new(StatusCode::SWITCHING_PROTOCOLS);
        let takeover: Takeover = Box::new(|stream| closure(stream).into_result());
        response.parts.content = Content::Upgrade(protocol, takeover);
        response
    }

    /// The same response with another status.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.parts.head.status = status;
        self.parts.has_chosen_status = true;
        self
    }

    /// The same response with one field more; a `Content-Type` takes the place of the one it has.
    ///
    /// A name or value that can't be sent makes it a 500, with the reason in the log. A [`HeaderValue`](crate::HeaderValue)
    /// goes into [`headers_mut`](Self::headers_mut).
    pub fn with_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let Err(error) = self.parts.head.set_or_append(name.as_ref(), value.as_ref()) {
            self.parts.refusal = Some(error);
        }
        self
    }

    /// The same response with this content in place of any it has. Its `Content-Type` stays; a new response has none.
    pub fn with_body(mut self, content: impl Into<Vec<u8>>) -> Self {
        self.parts.content = Content::Bytes(content.into());
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.parts.head.status
    }

    /// The fields, without those the server adds.
    pub fn headers(&self) -> &HeaderMap {
        self.parts.head.headers()
    }

    /// The fields, to be changed.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.parts.head.headers_mut()
    }

    /// The response, or where it can't be sent a 500 with the reason as its cause.
    pub(crate) fn into_sendable(mut self) -> Parts {
        if let Some(refusal) = self.parts.refusal.take() {
            return *Self::from(Error::from(refusal)).parts;
        }
        let status = self.status();
        if status.is_informational() && !matches!(self.parts.content, Content::Upgrade(..)) {
            let reason = format!("no response can end with the status {}", status.as_str());
            return *Self::from(Error::new(reason)).parts;
        }
        *self.parts
    }

    /// The status of whoever returned this value; an `Err` within keeps its own where that is a success.
    pub(crate) fn with_outer_status(self, status: StatusCode) -> Self {
        if self.parts.is_failure && status.is_success() { self } else { self.with_status(status) }
    }

    /// Takes the place of what the value itself says (200 or 204), where that is what it says.
    pub(crate) fn with_default_status(mut self, status: StatusCode) -> Self {
        if matches!(self.parts.head.status, StatusCode::OK | StatusCode::NO_CONTENT) {
            self.parts.head.status = status;
        }
        self
    }
}

impl From<Error> for Response {
    fn from(error: Error) -> Self {
        let mut response = Self::new(error.status());
        response.parts.cause = Some(error);
        response
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = match &self.parts.content {
            Content::Empty => "nothing".to_owned(),
            Content::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Content::Reader(_, Some(length)) => format!("a reader of {length} bytes"),
            Content::Reader(_, None) => "a reader".to_owned(),
            Content::Upgrade(protocol, _) => format!("an upgrade to {protocol}"),
        };
        formatter
            .debug_struct("Response")
            .field("head", &self.parts.head)
            .field("content", &content)
            .finish_non_exhaustive()
    }
}

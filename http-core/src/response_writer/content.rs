//! Content as handlers and responders hand it in.
//!
//! Decides what is held back, what is counted against a promise, and what a value's response becomes.

use super::page::PendingPage;
use super::{HELD_BACK, ResponseWriter, Stage, misuse};
use crate::Error;
use crate::panics::drop_quietly;
use crate::proto::{ResponseFraming, drops_content};
use crate::response::{Content, Response};
use crate::upgrade::Takeover;
use http::{HeaderValue, Method, StatusCode, Version, header};
use std::borrow::Cow;
use std::io::{self, Read, Write};

/// For responders and dispatch.
impl ResponseWriter {
    pub(crate) fn is_untouched(&self) -> bool {
        self.stage == Stage::Untouched
    }

    /// Sends content of a media type. What is small is copied to the memory that is there, so nothing is allocated.
    pub(crate) fn send_content(&mut self, media_type: HeaderValue, content: Cow<'_, [u8]>) -> io::Result<()> {
        if content.len() > HELD_BACK {
            return self.send_response_value(Response::with_content(media_type, content.into_owned()));
        }
        self.start_over()?;
        self.content.extend_from_slice(&content);
        self.hold_back(media_type)
    }

    /// The same for content that `make` appends to that memory.
    #[cfg(feature = "json")]
    pub(crate) fn send_made_content<E>(
        &mut self,
        media_type: HeaderValue,
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
        self.content = content;
        self.hold_back(media_type).map(Ok)
    }

    /// What is in `content` now is all of it.
    // A call would be 2 % of a small answer as JSON.
    #[inline]
    fn hold_back(&mut self, media_type: HeaderValue) -> io::Result<()> {
        self.head.fields.set_content_type(media_type).map_err(io::Error::other)?;
        self.written = self.content.len() as u64;
        self.stage = Stage::Content;
        Ok(())
    }

    pub(crate) fn send_response_value(&mut self, response: Response) -> io::Result<()> {
        self.start_over()?;
        let response = response.into_sendable();
        self.head = response.head;
        match response.content {
            Content::Empty => self.set_empty(response.cause),
            Content::Bytes(content) => self.set_bytes(content),
            Content::Reader(reader, length) => self.send_reader(reader, length),
            Content::Upgrade(protocol, takeover) => self.set_upgrade(protocol, takeover),
        }
    }
}

/// Starting, and taking in content.
impl ResponseWriter {
    pub(super) fn start_over(&mut self) -> io::Result<()> {
        if self.is_sent() {
            return Err(misuse("a part of a response has gone out already"));
        }
        if !self.is_untouched() || !self.head.fields.is_empty() {
            self.clear();
        }
        Ok(())
    }

    pub(super) fn clear(&mut self) {
        self.head.clear();
        self.stage = Stage::Untouched;
        self.content.clear();
        self.large_content.clear();
        self.promised = None;
        self.written = 0;
        self.is_of_unknown_length = false;
        if let Some(page) = self.page.take() {
            drop_quietly(page);
        }
        self.drop_takeover();
    }

    pub(super) fn drop_takeover(&mut self) {
        if let Some(takeover) = self.takeover.take() {
            drop_quietly(takeover);
        }
    }

    pub(super) fn content_length_field(&self) -> io::Result<Option<u64>> {
        let Some(value) = self.head.fields.content_length() else { return Ok(None) };
        let number = value.to_str().ok().and_then(|text| text.parse().ok());
        number.map(Some).ok_or_else(|| misuse("Content-Length is not a number"))
    }

    /// Is this content to be sent? It is counted against the promised `Content-Length`; content past that is refused whole, so
    /// that the response ends short.
    pub(super) fn admit(&mut self, length: usize) -> io::Result<bool> {
        if self.drops_content() {
            // Not counted: hooks may still choose a status that has content, and then there is none.
            return Ok(false);
        }
        let written = self.written.saturating_add(length as u64);
        if self.promised.is_some_and(|promised| written > promised) {
            self.closes = true;
            // What a handler writes behind it all the same must not fill the gap.
            self.written = u64::MAX;
            return Err(misuse("the content is longer than its Content-Length"));
        }
        self.written = written;
        Ok(!self.is_head())
    }

    /// Content that nobody gets. To HEAD the head goes out where that of GET would; from then on writing fails, because a
    /// stream would never be told that its client has gone.
    pub(super) fn drop_content(&mut self) -> io::Result<()> {
        if !self.is_head() {
            return Ok(());
        }
        if self.is_sent() {
            return Err(io::Error::new(io::ErrorKind::BrokenPipe, "HEAD has its answer, and takes no content"));
        }
        if self.written > HELD_BACK as u64 { self.send_out(&[]) } else { Ok(()) }
    }

    fn set_empty(&mut self, cause: Option<Error>) -> io::Result<()> {
        self.end_headers()?;
        if self.head.status.is_client_error() || self.head.status.is_server_error() {
            let text = cause.as_ref().and_then(Error::public_text);
            self.page = Some(PendingPage { cause, text });
        }
        Ok(())
    }

    pub(super) fn set_bytes(&mut self, content: Vec<u8>) -> io::Result<()> {
        self.promised = self.content_length_field()?;
        self.stage = Stage::Content;
        if !self.admit(content.len())? {
            return Ok(());
        }
        if content.len() <= HELD_BACK {
            self.content.extend_from_slice(&content);
        } else {
            self.large_content = content;
        }
        Ok(())
    }

    pub(super) fn send_reader(&mut self, reader: Box<dyn Read + Send>, length: Option<u64>) -> io::Result<()> {
        if let Some(length) = length {
            self.head.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        self.end_headers()?;
        if drops_content(self.head.status) {
            return Ok(());
        }
        if self.is_head() {
            self.written = length.unwrap_or(0);
            self.is_of_unknown_length = self.promised.is_none();
            return Ok(());
        }
        // To ask at the promised end for more could mean to wait for it, with a connection or a log that goes on.
        self.copy_from(reader.take(self.promised.unwrap_or(u64::MAX)))
    }

    /// What a read gives goes out before the next one, which may have to wait: for an event, for a line of a log. Where the
    /// read has filled its buffer there is more, and where it gave all that was promised there is nothing.
    fn copy_from(&mut self, mut reader: impl Read) -> io::Result<()> {
        let mut buffer = vec![0; HELD_BACK];
        loop {
            let length = match reader.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.write_all(&buffer[..length])?;
            if length < buffer.len() && self.promised != Some(self.written) {
                self.flush()?;
            }
        }
    }

    fn set_upgrade(&mut self, protocol: &'static str, takeover: Takeover) -> io::Result<()> {
        self.head.headers_mut().insert(header::UPGRADE, HeaderValue::from_static(protocol));
        self.end_headers()?;
        // HEAD asks what GET would answer, and does nothing.
        if !self.is_head() && self.request().is_some_and(|request| request.head.offers_upgrade(protocol)) {
            self.takeover = Some(takeover);
            return Ok(());
        }
        self.head.status = StatusCode::UPGRADE_REQUIRED;
        self.head.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        let text = Some(format!("this resource speaks {protocol}"));
        self.page = Some(PendingPage { cause: None, text });
        Ok(())
    }

    pub(super) fn is_head(&self) -> bool {
        self.request().map_or(self.is_refusal_to_head, |request| *request.method() == Method::HEAD)
    }

    pub(super) fn is_http_1_0(&self) -> bool {
        self.request().is_some_and(|request| request.version() == Version::HTTP_10)
    }

    /// Does the status have no content, or did it before a hook chose another?
    fn drops_content(&self) -> bool {
        drops_content(self.head.status) || self.stage == Stage::Sent(ResponseFraming::NoContent)
    }

    pub(super) fn has_no_content_to_send(&self) -> bool {
        self.is_head() || self.drops_content()
    }
}

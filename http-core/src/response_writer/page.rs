//! Error responses that lack their page.
//!
//! Decides what the library's own page says, and what of a failure the log is told.

use super::{ResponseWriter, Stage};
use crate::Error;
use crate::logging::{debug, error};
use crate::panics::drop_quietly;
use crate::response::{Content, Response, TEXT};
use http::{HeaderMap, StatusCode, header};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What an error page is made of.
#[derive(Debug, Default)]
pub(super) struct PendingPage {
    pub(super) cause: Option<Error>,
    pub(super) text: Option<String>,
}

impl ResponseWriter {
    /// The status of an error response that still lacks its page, and its cause.
    pub(crate) fn pending_page(&self) -> Option<(StatusCode, Option<&Error>)> {
        let page = self.page.as_ref().filter(|_| !self.is_sent())?;
        Some((self.head.status, page.cause.as_ref()))
    }

    /// Gives the error response its page. The error's fields stay, and its status unless the page chose one. An error
    /// instead of a page gets the library's plain one.
    pub(crate) fn set_page(&mut self, page: Response) -> io::Result<()> {
        let Some(pending) = self.page.take() else { return Ok(()) };
        self.log_page(&pending);
        let page = page.into_sendable();
        if page.has_chosen_status && !page.head.status.is_informational() {
            self.head.status = page.head.status;
        }
        self.head.headers_mut().remove(header::CONTENT_LENGTH);
        self.replace_fields(page.head.headers())?;
        match page.content {
            Content::Bytes(content) => self.set_bytes(content),
            Content::Reader(reader, length) => {
                self.stage = Stage::Fields;
                self.send_reader(reader, length)
            }
            Content::Empty | Content::Upgrade(..) => {
                if self.head.status.is_client_error() || self.head.status.is_server_error() {
                    self.page = Some(PendingPage { cause: page.cause, text: None });
                    self.write_plain_page();
                }
                Ok(())
            }
        }
    }

    /// The page's fields take the place of the error's; but each `Set-Cookie` is one more.
    fn replace_fields(&mut self, fields: &HeaderMap) -> io::Result<()> {
        for name in fields.keys().filter(|name| **name != header::SET_COOKIE) {
            self.head.headers_mut().remove(name);
        }
        for (name, value) in fields {
            self.head.headers_mut().try_append(name, value.clone()).map_err(io::Error::other)?;
        }
        Ok(())
    }

    /// A failure that leaves no response to be sent. Before anything has gone out it becomes an error response,
    /// after that the connection is closed short.
    pub(crate) fn fail(&mut self, response: Response) {
        if self.is_sent() {
            self.cut_short(response.parts.cause);
        } else if self.send_response_value(response).is_err() {
            self.is_broken = true;
        }
    }

    /// What has gone out can't be taken back. It may be the client that has gone, which is why writing failed.
    fn cut_short(&mut self, cause: Option<Error>) {
        if let Some(cause) = cause.as_ref().map(words_of) {
            let request = self.request_line();
            if self.is_head() || self.is_broken {
                debug!("{request}: its handler ended early because of {cause}");
            } else {
                error!("{request}: the response is cut short because of {cause}");
            }
        }
        drop_quietly(cause);
        // To HEAD it is whole.
        self.is_broken |= !self.is_head();
    }

    /// Makes it a 500 with the library's page, whatever was written.
    pub(super) fn fail_plainly(&mut self) {
        self.clear();
        self.head.status = StatusCode::INTERNAL_SERVER_ERROR;
        self.lack_page(None);
        self.closes = true;
    }

    /// Refuses a request after all, whatever its handler has made of it.
    pub(crate) fn refuse_instead(&mut self, status: StatusCode, reason: &str) {
        self.clear();
        self.head.status = status;
        self.lack_page(Some(reason.to_owned()));
    }

    /// The head is complete, and a page is to follow, with this text for the client.
    pub(super) fn lack_page(&mut self, text: Option<String>) {
        self.stage = Stage::Content;
        self.page = Some(PendingPage { cause: None, text });
    }

    /// The library's own page: the status in words, and what the client may know of the reason.
    pub(super) fn write_plain_page(&mut self) {
        let Some(page) = self.page.take() else { return };
        self.log_page(&page);
        let status = self.head.status;
        let mut text = format!("{} {}\n", status.as_str(), status.canonical_reason().unwrap_or("Error"));
        if let Some(reason) = &page.text {
            text.push_str(reason);
            text.push('\n');
        }
        drop_quietly(page);
        self.head.headers_mut().insert(header::CONTENT_TYPE, TEXT);
        self.head.headers_mut().remove(header::CONTENT_LENGTH);
        // Within memory: nothing is sent here, so nothing can fail.
        let _ = self.set_bytes(text.into_bytes());
    }

    fn log_page(&self, page: &PendingPage) {
        let Some(cause) = &page.cause else { return };
        let cause = words_of(cause);
        let request = self.request_line();
        if self.head.status.is_server_error() {
            error!("{request}: {} because of {cause}", self.head.status);
        } else {
            debug!("{request}: {} because of {cause}", self.head.status);
        }
    }
}

/// What an error says. It is the user's, and may panic where it should speak.
fn words_of(error: &Error) -> String {
    catch_unwind(AssertUnwindSafe(|| error.to_string())).unwrap_or_else(|panic| {
        drop_quietly(panic);
        "an error that panics when it is shown".to_owned()
    })
}

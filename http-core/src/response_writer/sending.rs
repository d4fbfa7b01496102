//! The response on the wire.
//!
//! Decides how content is framed, when the head goes out, and whether the connection can be used again.

use super::{ResponseWriter, Stage, misuse};
use crate::Request;
use crate::logging::{debug, error};
use crate::panics;
use crate::proto::{
    Persistence, ResponseFraming, ServerName, StatusLineAndFields, drops_content, encode_chunk_head, encode_head,
    encode_last_chunk, has_no_content,
};
use crate::upgrade::Takeover;
use http::{Method, StatusCode, header};
use std::any::Any;
use std::io;
use std::sync::Arc;

/// What stands behind a chunk's data (RFC 9112 section 7.1).
const CHUNK_END: &[u8] = b"\r\n";

/// For the engine.
impl ResponseWriter {
    /// Gets ready for the response to `request`.
    pub(crate) fn begin(&mut self, request: Arc<Request>) {
        self.clear();
        self.closes = !request.head.is_persistent();
        self.is_broken = false;
        self.is_lost = false;
        self.handler_server = None;
        self.route = None;
        if let Some(channel) = &self.channel {
            channel.set_responded(false);
        }
        self.hooks.begin(request);
    }

    /// Completes the response in `output`; false where the connection has to be closed behind it.
    pub(crate) fn finish(&mut self) -> bool {
        if let Err(error) = self.complete()
            && (self.is_sent() || self.complete().is_err())
        {
            debug!("response cut short: {error}");
            self.is_broken = true;
        }
        self.hooks.end();
        !self.closes && !self.is_broken
    }

    /// Refuses a request that never reached a handler, with the library's plain page.
    pub(crate) fn refuse(&mut self, status: StatusCode, reason: &str, is_to_head: bool) {
        self.hooks.end();
        self.is_refusal_to_head = is_to_head;
        self.closes = true;
        self.handler_server = None;
        self.refuse_instead(status, reason);
        self.finish();
    }

    /// Is the connection to leave HTTP behind this response?
    pub(crate) fn is_upgrade(&self) -> bool {
        self.takeover.is_some()
    }

    /// What goes on with the connection after a 101.
    pub(crate) fn take_takeover(&mut self) -> Option<Takeover> {
        if self.is_broken {
            self.drop_takeover();
        }
        self.takeover.take()
    }

    /// Has it failed where a client that reads to the end of the stream could take it for whole, or does the client not take it?
    pub(crate) fn is_to_be_reset(&self) -> bool {
        self.is_lost || self.is_broken && self.stage == Stage::Sent(ResponseFraming::UntilClose)
    }

    /// What is to be sent: the output, and content that was too large to be copied behind it.
    pub(crate) fn output(&mut self) -> (&mut Vec<u8>, &mut Vec<u8>) {
        (&mut self.output, &mut self.large_content)
    }

    pub(crate) fn has_large_content(&self) -> bool {
        !self.large_content.is_empty()
    }
}

/// Going out.
impl ResponseWriter {
    /// Sends what is held back and `more` behind it.
    pub(super) fn send_out(&mut self, more: &[u8]) -> io::Result<()> {
        if !self.large_content.is_empty() {
            // A large value that something follows, if only a flush.
            let large = std::mem::take(&mut self.large_content);
            self.send_out(&large)?;
        }
        let framing = match self.stage {
            Stage::Sent(framing) => framing,
            _ => self.send_head(self.open_framing())?,
        };
        if self.has_no_content_to_send() {
            // HEAD, or a hook has chosen a status that has none.
            self.content.clear();
            return self.transmit(&[]);
        }
        if framing == ResponseFraming::Chunked {
            return self.send_chunk(more);
        }
        self.output.append(&mut self.content);
        self.transmit(more)
    }

    /// What is held back and `more` behind it, in one chunk. One of nothing would end the content.
    fn send_chunk(&mut self, more: &[u8]) -> io::Result<()> {
        let length = self.content.len() + more.len();
        if length == 0 {
            return self.transmit(&[]);
        }
        encode_chunk_head(&mut self.output, length);
        self.output.append(&mut self.content);
        if more.is_empty() {
            self.output.extend_from_slice(CHUNK_END);
            return self.transmit(&[]);
        }
        self.transmit(more)?;
        // It goes out with what comes next.
        self.output.extend_from_slice(CHUNK_END);
        Ok(())
    }

    /// The framing of a response whose length is not known yet.
    fn open_framing(&self) -> ResponseFraming {
        if drops_content(self.head.status) {
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
        if self.is_lost {
            self.output.clear();
            return Err(io::Error::new(io::ErrorKind::BrokenPipe, "an earlier write has failed"));
        }
        channel.set_responded(true);
        let result = channel.transport.write_all(&self.output, more);
        self.output.clear();
        self.is_lost = result.is_err();
        self.is_broken |= self.is_lost;
        result
    }

    /// Appends the head to the output, once the hooks have seen it.
    fn send_head(&mut self, framing: ResponseFraming) -> io::Result<ResponseFraming> {
        self.run_hooks()?;
        let framing = self.framing_after_hooks(framing);
        let fields = self.head.fields.named();
        self.closes |= framing == ResponseFraming::UntilClose || fields.name_close();
        let persistence = match (self.is_upgrade(), self.closes) {
            (true, _) => Persistence::Upgrade,
            (false, true) => Persistence::Close,
            (false, false) if self.is_http_1_0() => Persistence::KeepAlive,
            (false, false) => Persistence::Implied,
        };
        let on_the_wire = self.framing_on_the_wire(framing);
        let server = self.handler_server.map_or(ServerName::Line(&self.server_line), ServerName::OfHandler);
        encode_head(
            &mut self.output,
            &StatusLineAndFields {
                status: self.head.status,
                fields,
                framing: on_the_wire,
                persistence,
                date_line: self.clock.date_line(),
                server,
            },
        );
        self.stage = Stage::Sent(framing);
        Ok(framing)
    }

    /// Hooks decide with the status whether there is content at all.
    fn framing_after_hooks(&self, framing: ResponseFraming) -> ResponseFraming {
        let is_tunnel = || self.request().is_some_and(|request| *request.method() == Method::CONNECT);
        match self.head.status {
            status if drops_content(status) => ResponseFraming::NoContent,
            // RFC 9110 section 9.3.6: no field says where the answer ends.
            status if self.closes && status.is_success() && is_tunnel() => ResponseFraming::UntilClose,
            _ => framing,
        }
    }

    /// Where a status could have content and there is none, a field has to say so.
    fn framing_on_the_wire(&self, framing: ResponseFraming) -> ResponseFraming {
        match framing {
            ResponseFraming::NoContent if !has_no_content(self.head.status) && !self.is_head() => {
                ResponseFraming::Length(0)
            }
            framing => framing,
        }
    }

    /// Hooks may change everything but the framing. Where one panics, or chooses a status that no response can end with,
    /// nothing goes out but a 500.
    fn run_hooks(&mut self) -> io::Result<()> {
        let result = self.hooks.run(&mut self.head);
        if self.takeover.is_some() && self.head.status != StatusCode::SWITCHING_PROTOCOLS {
            self.drop_takeover();
            self.head.headers_mut().remove(header::UPGRADE);
        }
        let is_final = self.takeover.is_some() || !self.head.status.is_informational();
        match result {
            Ok(()) if is_final => Ok(()),
            result => Err(self.fail_after_hooks(result.err())),
        }
    }

    #[cold]
    fn fail_after_hooks(&mut self, panic: Option<Box<dyn Any + Send>>) -> io::Error {
        let failure = match panic {
            None => format!("an #[after] hook chose {}, and no response can end with that", self.head.status.as_str()),
            Some(panic) => format!("an #[after] hook panicked: {}", panics::into_text(panic)),
        };
        error!("{}: {failure}", self.request_line());
        self.hooks.give_up();
        self.fail_plainly();
        io::Error::other(failure)
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
        let length = if drops_content(self.head.status) { 0 } else { self.promised.unwrap_or(self.written) };
        // A HEAD handler of its own may not know the length that GET would have.
        let is_unknown = is_head && (length == 0 || self.is_of_unknown_length);
        let framing = if is_unknown { ResponseFraming::NoContent } else { ResponseFraming::Length(length) };
        let is_short = !is_head && length != self.written;
        self.closes |= is_short;
        if self.send_head(framing)? == ResponseFraming::NoContent || is_head {
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
            _ if self.promised.is_some_and(|promised| promised != self.written) => {
                return Err(misuse("the content is shorter than its Content-Length"));
            }
            _ => {}
        }
        Ok(())
    }
}

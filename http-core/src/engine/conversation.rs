//! Requests and responses of one connection, in step: what HTTP asks for between two reads of a socket.
//!
//! Decides when a handler is called, what becomes of content that it did not read, and whether the
//! connection goes on. Knows the handler and the protocol core; bytes come in and go out through buffers, so
//! that the testing client runs on it without a socket.

use super::partial_request::PartialRequest;
use super::settings::Settings;
use crate::channel::Ends;
use crate::content_error::ContentError;
use crate::handler::Announced;
use crate::logging::{debug, error};
use crate::panics;
use crate::proto::{Input, Lookahead, ProtocolError, Receiver};
use crate::upgrade::Takeover;
use crate::{Address, Body, Handler, Request, Response, ResponseWriter};
use http::{Method, StatusCode};
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Output that is sent before the next pipelined request is looked at.
const OUTPUT_AT_ONCE: usize = 64 * 1024;

/// Content that there is room for before any of it has come.
const CONTENT_AT_ONCE: usize = 64 * 1024;

/// Where in an exchange the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The next request has not come completely.
    Head,
    /// Its head has; its content has not, and the handler is not called yet.
    Content,
    /// It has been answered; content that nobody read is still coming.
    Discard { left: u64 },
}

/// What the conversation needs to go on.
pub(crate) enum Next {
    /// More bytes in the input.
    Receive,
    /// The output sent; then it goes on.
    Send,
    /// The output sent and the connection closed.
    Close,
    /// The same, but the client may still be sending.
    Linger,
    /// The connection reset: what has gone out looks like a whole response, and is not.
    Reset,
    /// The output sent and the connection given away.
    TakeOver(Takeover),
}

/// Told when a handler is called, so that somebody else can serve meanwhile.
pub(crate) trait Watcher {
    fn before_handler(&mut self, request: &Request);

    /// Has the handler taken so long that clocks have to be looked at again?
    fn after_handler(&mut self, request: &Request) -> bool;
}

/// Where no other thread waits for this one.
#[derive(Debug)]
pub(crate) struct Nobody;

impl Watcher for Nobody {
    fn before_handler(&mut self, _: &Request) {}

    fn after_handler(&mut self, _: &Request) -> bool {
        true
    }
}

/// Everything a thread needs to talk HTTP; it is used for one connection after the other.
pub(crate) struct Conversation {
    pub(crate) phase: Phase,
    pub(crate) lookahead: Lookahead,
    pub(crate) request: Arc<Request>,
    pub(crate) body: Body,
    pub(crate) response: ResponseWriter,
    settings: Arc<Settings>,
    handler: Arc<dyn Handler>,
    address: Address,
    /// Does the request still say where the last one came from?
    is_new_client: bool,
    /// Requests answered since somebody asked.
    answered: u64,
}

impl Conversation {
    pub(crate) fn new(settings: Arc<Settings>, handler: Arc<dyn Handler>) -> Self {
        Self {
            phase: Phase::Head,
            lookahead: Lookahead::default(),
            request: Arc::default(),
            body: Body::new(settings.timeouts.clone()),
            response: ResponseWriter::new(&settings.server, Arc::clone(&handler)),
            settings,
            handler,
            address: Address::unix(None),
            is_new_client: true,
            answered: 0,
        }
    }

    /// Turns to another connection, which lends the ends of its channel; without them nothing is sent or received.
    pub(crate) fn begin(&mut self, address: Address, ends: Option<Ends>) {
        self.phase = Phase::Head;
        self.lookahead = Lookahead::default();
        self.address = address;
        self.is_new_client = true;
        self.body.input.clear();
        self.body.receiver = Receiver::default();
        self.replace_ends(ends);
    }

    /// Goes on with a request of which a part was taken before.
    pub(crate) fn resume(&mut self, partial: PartialRequest) {
        self.phase = partial.phase;
        self.body.receiver = partial.receiver;
        self.body.input.extend(&partial.input);
        if let Some((request, lookahead)) = partial.head {
            self.request = request;
            self.lookahead = lookahead;
            self.body.begin(&self.request.head, self.settings.limits.max_body);
        }
    }

    /// What has to be remembered until more of a request is received; `None` between requests.
    pub(crate) fn pause(&mut self) -> Option<PartialRequest> {
        if self.phase == Phase::Head && self.body.input.is_empty() && self.body.receiver.is_untouched() {
            return None;
        }
        let has_head = self.phase == Phase::Content;
        Some(PartialRequest {
            phase: self.phase,
            receiver: std::mem::take(&mut self.body.receiver),
            input: self.body.input.take_rest(),
            head: has_head.then(|| (std::mem::take(&mut self.request), std::mem::take(&mut self.lookahead))),
        })
    }

    /// Gives back what `begin` was lent; there is nothing to be said for now.
    pub(crate) fn take_ends(&mut self) -> Option<Ends> {
        self.replace_ends(None)
    }

    fn replace_ends(&mut self, ends: Option<Ends>) -> Option<Ends> {
        let (body, response) = ends.map(|ends| (ends.body, ends.response)).unzip();
        let body = self.body.replace_channel(body);
        let response = self.response.replace_channel(response);
        Some(Ends { body: body?, response: response? })
    }

    /// How many requests were answered since the last call.
    pub(crate) fn take_answered(&mut self) -> u64 {
        std::mem::take(&mut self.answered)
    }

    /// The client sends nothing more.
    pub(crate) fn end(&mut self) {
        if self.is_within_request() {
            self.refuse(StatusCode::BAD_REQUEST, "the request ends too early");
        }
    }

    /// Is there a request that has come in part?
    fn is_within_request(&self) -> bool {
        match self.phase {
            // An empty line behind the last request is none.
            Phase::Head => !self.body.input.is_empty(),
            Phase::Content => true,
            Phase::Discard { .. } => false,
        }
    }

    /// Bytes of content to make room for, that are to be received before the handler is called.
    pub(crate) fn expected_content(&self) -> usize {
        if self.phase != Phase::Content {
            return 0;
        }
        let received = self.body.input.len();
        let missing = self.body.remaining().unwrap_or(0).saturating_sub(received as u64);
        // A client that announces much and sends little gets no memory for it.
        let most = received.max(CONTENT_AT_ONCE).min(self.settings.limits.prefetched_body);
        usize::try_from(missing).unwrap_or(usize::MAX).min(most)
    }

    /// Drops what can't be sent any more.
    pub(crate) fn forget_output(&mut self) {
        let (first, second) = self.response.output();
        first.clear();
        second.clear();
    }

    pub(crate) fn input(&mut self) -> &mut Input {
        &mut self.body.input
    }

    /// Answers all requests that have come completely.
    pub(crate) fn advance(&mut self, watcher: &mut dyn Watcher) -> Next {
        loop {
            let step = match self.phase {
                Phase::Head => self.take_head(),
                Phase::Content => self.take_content(watcher),
                Phase::Discard { left } => self.discard(left),
            };
            match step {
                Ok(None) => {}
                Ok(Some(next)) => return next,
                Err(error) => return self.refuse(error.status(), error.reason()),
            }
        }
    }

    /// Answers the client with an error of its own making, and ends the connection.
    pub(crate) fn refuse(&mut self, status: StatusCode, reason: &str) -> Next {
        debug!("{}: {status}: {reason}", self.address);
        self.response.refuse(status, reason, self.is_to_head());
        self.log(self.phase != Phase::Head);
        Next::Linger
    }

    /// Is the request that comes, or has come, one for a head? It may be too broken to be more than its first bytes.
    fn is_to_head(&self) -> bool {
        match self.phase {
            Phase::Head => self.body.input.unread().starts_with(b"HEAD "),
            Phase::Content | Phase::Discard { .. } => *self.request.method() == Method::HEAD,
        }
    }

    fn take_head(&mut self) -> Result<Option<Next>, ProtocolError> {
        if self.response.has_large_content() || self.response.output().0.len() > OUTPUT_AT_ONCE {
            return Ok(Some(Next::Send));
        }
        if self.body.input.is_empty() {
            return Ok(Some(Next::Receive));
        }
        // Nobody else has it once its response is finished. If somebody had, they would keep it.
        if Arc::strong_count(&self.request) > 1 {
            self.request = Arc::default();
            self.is_new_client = true;
        }
        let Some(request) = Arc::get_mut(&mut self.request) else { return Ok(Some(Next::Close)) };
        let bounds = self.settings.limits.bounds();
        if !self.body.receiver.head(&mut self.body.input, &mut request.head, &bounds)? {
            return Ok(Some(Next::Receive));
        }
        request.reset();
        if std::mem::take(&mut self.is_new_client) {
            request.set_client_address(self.address.clone());
        }
        self.lookahead = Lookahead::default();
        self.body.begin(&self.request.head, self.settings.limits.max_body);
        self.phase = Phase::Content;
        Ok(None)
    }

    /// Calls the handler, once the content is there or too large to be waited for.
    fn take_content(&mut self, watcher: &mut dyn Watcher) -> Result<Option<Next>, ProtocolError> {
        let is_complete = self.lookahead.is_complete(&self.body.receiver, &self.body.input)?;
        if !is_complete {
            if self.is_worth_waiting() && self.handler.wants_content(&self.request, self.announced()) {
                return Ok(Some(Next::Receive));
            }
            // Earlier responses go first: the handler may send something itself, or take long to receive.
            if !self.response.output().0.is_empty() {
                return Ok(Some(Next::Send));
            }
        }
        self.answer(watcher)
    }

    /// What is sure to come of content that is not complete, for the handler to say whether it is worth waiting for.
    fn announced(&self) -> Announced {
        Announced { length: self.lookahead.content(&self.body.receiver), limit: self.body.limit() }
    }

    fn is_worth_waiting(&self) -> bool {
        let limit = self.settings.limits.prefetched_body as u64;
        let chunked = self.lookahead.announced() + self.body.input.len() as u64;
        let expected = self.body.remaining().unwrap_or(chunked);
        !self.body.awaits_continue() && expected <= limit
    }

    fn answer(&mut self, watcher: &mut dyn Watcher) -> Result<Option<Next>, ProtocolError> {
        self.response.begin(Arc::clone(&self.request));
        watcher.before_handler(&self.request);
        self.call();
        if self.response.is_upgrade() {
            self.read_off_before_upgrade();
        }
        if watcher.after_handler(&self.request) {
            self.response.clock.look_again();
        }
        if self.settings.is_stopping.load(Ordering::Acquire) {
            self.response.close_connection();
        }
        let rest = self.settle_content();
        let is_persistent = self.response.finish();
        self.answered += 1;
        self.log(true);
        Ok(self.after_response(rest, is_persistent))
    }

    /// What follows a response; `None` where it is the next request, behind content that is dropped.
    fn after_response(&mut self, rest: Rest, is_persistent: bool) -> Option<Next> {
        if let Some(takeover) = self.response.take_takeover() {
            return Some(Next::TakeOver(takeover));
        }
        if !is_persistent && self.response.is_to_be_reset() {
            return Some(Next::Reset);
        }
        self.phase = match rest {
            Rest::Nothing => Phase::Head,
            Rest::ToDiscard => Phase::Discard { left: self.settings.limits.max_unread_body },
            Rest::OutOfStep => return Some(Next::Linger),
        };
        if is_persistent {
            return None;
        }
        // Bytes that were received and not read, or are still to come, would reset the connection. Who did not ask for the
        // end may be sending the next request.
        let is_expected = !self.request.head.is_persistent() || self.settings.is_stopping.load(Ordering::Acquire);
        let is_quiet = rest == Rest::Nothing && self.body.input.is_empty() && is_expected;
        Some(if is_quiet { Next::Close } else { Next::Linger })
    }

    fn call(&mut self) {
        let Self { request, body, response, handler, .. } = self;
        // The status of an error is looked for in its sources, which are the user's code as well.
        let handled = catch_unwind(AssertUnwindSafe(|| {
            handler.handle(request, body, response).map_err(|error| Response::from(crate::Error::from(error)))
        }));
        match handled {
            Ok(Ok(())) => {}
            Ok(Err(answer)) => response.fail(answer),
            Err(panic) => {
                let text = panics::into_text(panic);
                error!("{}: a handler panicked: {text}", request.request_line());
                response.fail(Response::new(StatusCode::INTERNAL_SERVER_ERROR));
                response.close_connection();
            }
        }
    }

    /// Another protocol begins behind the content, whether the handler has read that or not; a client that waits for a 100
    /// gets it before the 101 (RFC 9110 sections 7.8 and 10.1.1).
    ///
    /// Never inlined: each new thread would ask the system for the pages that the copy needs.
    #[inline(never)]
    fn read_off_before_upgrade(&mut self) {
        if let Err(error) = io::copy(&mut self.body, &mut io::sink()) {
            self.response.fail(crate::Error::from(error).into());
        }
    }

    /// Decides what becomes of content that the handler did not read, before the response says whether the
    /// connection stays open.
    fn settle_content(&mut self) -> Rest {
        let failure = match self.body.failure() {
            Some(ContentError::TooLarge) | None => self.body.receiver.skip_content(&mut self.body.input).err(),
            Some(ContentError::Malformed(error)) => Some(error),
            Some(ContentError::TimedOut | ContentError::Busy | ContentError::Incomplete) => {
                self.response.close_connection();
                return Rest::OutOfStep;
            }
        };
        if self.body.failure() == Some(ContentError::TooLarge) && self.body.remaining() != Some(0) {
            return self.out_of_step();
        }
        if let Some(error) = failure {
            // Even where the handler did not care.
            if !self.response.is_sent() {
                self.response.refuse_instead(error.status(), error.reason());
            }
            self.response.close_connection();
            return Rest::OutOfStep;
        }
        self.classify_rest()
    }

    fn classify_rest(&mut self) -> Rest {
        match self.body.remaining() {
            Some(0) => Rest::Nothing,
            // The client was never told to send it, and may or may not do so.
            _ if self.body.awaits_continue() => self.out_of_step(),
            Some(left) if left > self.settings.limits.max_unread_body => self.out_of_step(),
            _ => Rest::ToDiscard,
        }
    }

    fn out_of_step(&mut self) -> Rest {
        self.response.close_connection();
        Rest::OutOfStep
    }

    fn discard(&mut self, left: u64) -> Result<Option<Next>, ProtocolError> {
        let before = self.body.input.len() as u64;
        // The response is out: a breach of the framing can't be answered any more.
        let Ok(is_done) = self.body.receiver.skip_content(&mut self.body.input) else {
            return Ok(Some(Next::Linger));
        };
        if is_done {
            self.phase = Phase::Head;
            return Ok(None);
        }
        let left = left.saturating_sub(before);
        self.phase = Phase::Discard { left };
        Ok(Some(if left == 0 { Next::Linger } else { Next::Receive }))
    }

    #[inline]
    fn log(&self, has_head: bool) {
        if let Some(log) = &self.settings.access_log {
            let request_line = if has_head { self.request.request_line() } else { "-" };
            log.write(&self.address, request_line, self.response.status());
        }
    }
}

impl fmt::Debug for Conversation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Conversation").field("phase", &self.phase).finish_non_exhaustive()
    }
}

/// What is left of a request's content behind its response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Nothing,
    ToDiscard,
    /// Nobody knows where the next request begins.
    OutOfStep,
}

//! Every limit and timeout of the server, with its default and the reason for it.
//!
//! Decides numbers only; the engine and the protocol core keep to them.

use crate::proto::Bounds;
use std::time::Duration;

/// How much a client may ask for. Set with [`HttpServer::limits`](crate::HttpServer::limits).
///
/// ```
/// use http_core::Limits;
///
/// let limits = Limits { max_body: 8 << 20, max_connections: 1_000, ..Limits::default() };
/// assert_eq!(limits.max_head, 16 * 1024);
/// ```
#[doc(alias = "DefaultBodyLimit")]
#[doc(alias = "MAX_CONTENT_LENGTH")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of request line and field section together. 16 KiB by default: twice what browsers with
    /// many cookies send. More is answered with 431, or 414 where the target is the cause.
    pub max_head: usize,
    /// Bytes of the request target. 8 KiB by default, which RFC 9112 section 3 asks for at least. More
    /// is answered with 414.
    pub max_target: usize,
    /// Field lines of a head. 100 by default, as Apache has it. More is answered with 431.
    pub max_fields: usize,
    /// Bytes of a request's content, decoded. 1 MiB by default, as nginx has it; a handler or route can
    /// set its own with `max_body`. Reading past it is an error that answers 413.
    pub max_body: u64,
    /// Content up to this length is received before the handler is called, so that a slow sender holds
    /// no thread. 64 KiB by default; it is the memory that a connection may take while it waits. Where no
    /// argument takes the content, or more is announced than `max_body` allows, nobody waits for it.
    pub prefetched_body: usize,
    /// Bytes of chunk extensions in one content. 4 KiB by default: nobody uses them but to exhaust (CVE-2023-39326). More is
    /// answered with 400.
    pub max_chunk_extensions: usize,
    /// Bytes of the trailer section behind chunked content (RFC 9112 section 7.1.2), which is checked and dropped. 4 KiB by
    /// default, room for as many lines as `max_trailer_fields` allows. More is answered with 431.
    pub max_trailer: usize,
    /// Field lines of the trailer section. 20 by default: trailers hold a checksum or a signature. More is answered with 431.
    pub max_trailer_fields: usize,
    /// Bytes of content that a handler did not read and that are read off, so that the connection can be used again.
    /// 64 KiB by default: more costs longer than a new connection. Beyond it the connection is closed.
    pub max_unread_body: u64,
    /// Connections open at once. 10,000 by default, and never more than nine tenths of the descriptors
    /// the process may open, or than 1,048,576. A further one takes the place of the connection that has been idle for
    /// longest; where none is idle it waits in the kernel's queue. A new connection counts as idle once it has sent nothing
    /// for a second. At the start the kernel is made to have room for all their descriptors, 8 bytes each, and the server makes a place
    /// for each connection, some 100 bytes. 0 is taken for 1.
    pub max_connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_head: 16 * 1024,
            max_target: 8 * 1024,
            max_fields: 100,
            max_body: 1 << 20,
            prefetched_body: 64 * 1024,
            max_chunk_extensions: 4 * 1024,
            max_trailer: 4 * 1024,
            max_trailer_fields: 20,
            max_unread_body: 64 * 1024,
            max_connections: 10_000,
        }
    }
}

impl Limits {
    pub(crate) fn bounds(&self) -> Bounds {
        Bounds {
            head: self.max_head,
            target: self.max_target,
            fields: self.max_fields,
            chunk_extensions: self.max_chunk_extensions,
            trailer: self.max_trailer,
            trailer_fields: self.max_trailer_fields,
        }
    }
}

/// How long a client may take. Set with [`HttpServer::timeouts`](crate::HttpServer::timeouts).
///
/// Handlers are not timed: these are for what the client owes. Whether one is over is looked at ten times within the shortest
/// of them, but at least each 80 ms and at most each 5 ms. None is longer than a century: that is what `Duration::MAX` comes to.
///
/// ```
/// use http_core::Timeouts;
/// use std::time::Duration;
///
/// let timeouts = Timeouts { keep_alive: Duration::from_secs(5), ..Timeouts::default() };
/// assert_eq!(timeouts.head, Duration::from_secs(10));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeouts {
    /// From the first byte of a request (or the start of the connection) to the end of its head, in all.
    /// 10 seconds by default, more than an honest client takes for the few hundred bytes of a head; single bytes do not
    /// renew it. Then 408, or a silent close where nothing came.
    pub head: Duration,
    /// For the content: this long, and one second more for every `body_rate` bytes that came. 30 seconds by
    /// default: time for 1 MiB at 35 KB a second. Then 408.
    pub body: Duration,
    /// Bytes a second at which content has to come once `body` has passed. 500 by default, as Apache has it: a
    /// slow mobile line is that fast, a client that sends a byte now and then is not. 0 is taken for 1.
    pub body_rate: u64,
    /// How long an idle connection waits for its next request. 60 seconds by default, for it costs no thread and less than
    /// 1 KiB. It is closed without a word (RFC 9112 section 9.5).
    pub keep_alive: Duration,
    /// How long a client may go on taking less than `write_rate` of its response. 30 seconds by default, so that a line
    /// may fail for a moment. The connection is reset.
    pub write: Duration,
    /// Bytes a second that a client must take while its response waits for it, on average over each `write`. 500 by
    /// default, as `body_rate`: a slow line is that fast, a client that takes a byte now and then is not. With 0 a single
    /// byte is enough.
    pub write_rate: u64,
    /// How long a client that may still be sending when its connection ends is read off, so that no reset overtakes its
    /// response (RFC 9112 section 9.6). 2 seconds by default, time for a round trip to anywhere.
    pub linger: Duration,
    /// How long requests in flight have when the server is stopped. 10 seconds by default: Kubernetes kills
    /// a process after 30, systemd after 90. Then their connections are closed.
    pub drain: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(30),
            body_rate: 500,
            keep_alive: Duration::from_secs(60),
            write: Duration::from_secs(30),
            write_rate: 500,
            linger: Duration::from_secs(2),
            drain: Duration::from_secs(10),
        }
    }
}

/// As long as anybody may want to wait, and little enough to be added to any moment.
const LONGEST: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

impl Timeouts {
    /// The same, but none of them longer than a clock can go.
    pub(crate) fn bounded(self) -> Self {
        Self {
            head: self.head.min(LONGEST),
            body: self.body.min(LONGEST),
            keep_alive: self.keep_alive.min(LONGEST),
            write: self.write.min(LONGEST),
            linger: self.linger.min(LONGEST),
            drain: self.drain.min(LONGEST),
            ..self
        }
    }

    /// How long content of which `received` bytes have come may take in all.
    pub(crate) fn body_allowance(&self, received: u64) -> Duration {
        self.body + Duration::from_millis(received.saturating_mul(1000) / self.body_rate.max(1))
    }

    pub(crate) fn shortest(&self) -> Duration {
        self.head.min(self.body).min(self.keep_alive).min(self.write).min(self.linger)
    }
}

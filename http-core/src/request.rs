//! A request as its handler sees it: control data, fields, and where it comes from.
//!
//! Decides what of the target a mounted handler sees. The content is [`Body`](crate::Body)'s.

use crate::proto::RequestHead;
use crate::{Address, Headers};
use http::{Method, Version};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// The head of a request (RFC 9110 section 6): method, target, fields. Its content is read from
/// [`Body`](crate::Body).
///
/// All that is text is a view on the bytes that were received; nothing is copied.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Mirror;
///
/// #[handler]
/// impl Mirror {
///     #[get]
///     fn show(&self, request: &Request) -> String {
///         format!("{} {} from {}\n", request.method(), request.path(), request.client_address())
///     }
/// }
/// ```
#[derive(Debug)]
pub struct Request {
    pub(crate) head: RequestHead,
    client_address: Address,
    /// How much of the path the mounts that led here have taken.
    mounted: AtomicUsize,
    /// How many mounts led to the handler that has the request now.
    depth: AtomicUsize,
    /// How many it went through at the deepest, so that hooks are run for these handlers and no others.
    deepest: AtomicUsize,
    recognition: AtomicU8,
}

/// Does the handler that is served know the method at all? Told to the handlers mounted in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recognition {
    /// No handler has looked yet, or none needs to: the method is a registered one.
    Open,
    Known,
    Unknown,
}

/// Where in the path and in the tree of mounts a handler is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MountPosition {
    mounted: usize,
    depth: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            head: RequestHead::default(),
            client_address: Address::tcp(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))),
            mounted: AtomicUsize::new(0),
            depth: AtomicUsize::new(0),
            deepest: AtomicUsize::new(0),
            recognition: AtomicU8::new(Recognition::Open as u8),
        }
    }
}

impl Request {
    /// `GET`, `POST` and so on: `http.server`'s `command`.
    #[doc(alias = "command")]
    pub fn method(&self) -> &Method {
        self.head.method()
    }

    /// The request target as sent (RFC 9112 section 3.2): `http.server`'s `path`.
    #[doc(alias = "uri")]
    #[doc(alias = "url")]
    pub fn target(&self) -> &str {
        self.head.target()
    }

    /// The target's path as sent, percent-encoded, without the query and without the prefix of the
    /// mounts it came through: `/` at a mount's root.
    pub fn path(&self) -> &str {
        match self.head.path().get(self.mounted.load(Ordering::Relaxed)..) {
            Some("") | None if self.depth.load(Ordering::Relaxed) > 0 => "/",
            rest => rest.unwrap_or_default(),
        }
    }

    /// What follows the `?` of the target, as sent; `None` where there is no `?`.
    pub fn query(&self) -> Option<&str> {
        self.head.query()
    }

    /// HTTP/1.1 or HTTP/1.0: `http.server`'s `request_version`. A higher minor version shows as HTTP/1.1.
    #[doc(alias = "request_version")]
    pub fn version(&self) -> Version {
        self.head.version()
    }

    /// The first line as received, without its CRLF: `http.server`'s `requestline`.
    #[doc(alias = "requestline")]
    pub fn request_line(&self) -> &str {
        self.head.request_line()
    }

    /// The value of the first field of this name; names are compared without regard to case.
    ///
    /// `None` where there is none whose value is UTF-8 ([`Headers::iter`] has the bytes of others).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)
    }

    /// All fields.
    pub fn headers(&self) -> Headers<'_> {
        Headers { head: &self.head }
    }

    /// Where the request comes from: the other end of the connection, which may be a proxy.
    #[doc(alias = "remote_addr")]
    #[doc(alias = "peer_addr")]
    pub fn client_address(&self) -> Address {
        self.client_address.clone()
    }

    pub(crate) fn set_client_address(&mut self, address: Address) {
        self.client_address = address;
    }

    /// Forgets what dispatch noted, for the next request.
    pub(crate) fn reset(&mut self) {
        *self.mounted.get_mut() = 0;
        *self.depth.get_mut() = 0;
        *self.deepest.get_mut() = 0;
        *self.recognition.get_mut() = Recognition::Open as u8;
    }
}

/// For dispatch.
impl Request {
    pub(crate) fn position(&self) -> MountPosition {
        MountPosition { mounted: self.mounted.load(Ordering::Relaxed), depth: self.depth.load(Ordering::Relaxed) }
    }

    pub(crate) fn set_position(&self, position: MountPosition) {
        self.mounted.store(position.mounted, Ordering::Relaxed);
        self.depth.store(position.depth, Ordering::Relaxed);
    }

    /// Goes into a mount whose prefix is the first `length` bytes of the path.
    pub(crate) fn enter_mount(&self, length: usize) {
        self.follow_mount(length);
        self.deepest.store(self.depth.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Goes once more where the request went before.
    pub(crate) fn follow_mount(&self, length: usize) {
        self.mounted.fetch_add(length, Ordering::Relaxed);
        self.depth.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn went_deeper_than(&self, position: MountPosition) -> bool {
        self.deepest.load(Ordering::Relaxed) > position.depth
    }

    pub(crate) fn recognition(&self) -> Recognition {
        match self.recognition.load(Ordering::Relaxed) {
            known if known == Recognition::Known as u8 => Recognition::Known,
            unknown if unknown == Recognition::Unknown as u8 => Recognition::Unknown,
            _ => Recognition::Open,
        }
    }

    pub(crate) fn set_recognition(&self, recognition: Recognition) {
        self.recognition.store(recognition as u8, Ordering::Relaxed);
    }
}

impl MountPosition {
    /// Before any mount.
    pub(crate) const ROOT: Self = Self { mounted: 0, depth: 0 };
}

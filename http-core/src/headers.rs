//! The fields of a request as its handler sees them.
//!
//! Decides what becomes of values that are not UTF-8: they are bytes, and left out where text is asked for.

use crate::proto::RequestHead;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The fields of a request, in the order received.
///
/// ```
/// # use http_core::prelude::*;
/// fn languages(request: &Request) -> Vec<&str> {
///     request.headers().get_all("accept-language").collect()
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Headers<'r> {
    pub(crate) head: &'r RequestHead,
}

impl<'r> Headers<'r> {
    /// The value of the first field of this name that is UTF-8; names are compared without regard to case.
    pub fn get(self, name: &str) -> Option<&'r str> {
        self.get_all(name).next()
    }

    /// The values of all fields of this name that are UTF-8, in the order received.
    pub fn get_all(self, name: &str) -> impl Iterator<Item = &'r str> {
        self.head.values(name).filter_map(|value| std::str::from_utf8(value).ok())
    }

    /// Every field as received, the whitespace around its value left out.
    ///
    /// Values are bytes: RFC 9110 section 5.5 allows any from 0x80 on.
    pub fn iter(self) -> impl Iterator<Item = (&'r str, &'r [u8])> {
        self.head.field_lines()
    }

    /// How many field lines there are.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Are there none?
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// A copy as the `http` crate's map, for libraries that want one.
    ///
    /// The map's own limit of 32,768 entries lies far above the default of
    /// [`Limits::max_fields`](crate::Limits::max_fields); what is past it is left out.
    pub fn to_header_map(self) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in self.iter() {
            let entry = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value));
            let (Ok(name), Ok(value)) = entry else { continue };
            if map.try_append(name, value).is_err() {
                break;
            }
        }
        map
    }
}

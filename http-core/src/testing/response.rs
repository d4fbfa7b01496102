//! What came back.
//!
//! Decides how the bytes of a response are read: strictly, so that a response that is not well-formed fails the test.

use super::failed;
use crate::proto::decode_chunked;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use std::fmt;

/// Fields of a response, at most.
const MAX_FIELDS: usize = 256;

/// A response, read completely.
///
/// ```
/// use http_core::prelude::*;
/// use http_core::testing::Client;
///
/// let client = Client::new(http_core::handler_fn(|_: &Request, _: &mut Body| "hello"));
/// let response = client.get("/").send();
/// assert_eq!(response.status(), StatusCode::OK);
/// assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
/// assert_eq!(response.text(), "hello");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct TestResponse {
    status: StatusCode,
    headers: HeaderMap,
    content: Vec<u8>,
    is_complete: bool,
    route: Option<&'static str>,
}

impl TestResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All fields, those that the server adds included.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The content as text.
    ///
    /// # Panics
    ///
    /// Where it is not UTF-8: a test should.
    pub fn text(&self) -> &str {
        match std::str::from_utf8(&self.content) {
            Ok(text) => text,
            Err(error) => failed(format_args!("the content is not text: {error}")),
        }
    }

    /// The content.
    pub fn bytes(&self) -> &[u8] {
        &self.content
    }

    /// The content as a value.
    ///
    /// ```
    /// use http_core::prelude::*;
    /// use http_core::testing::Client;
    ///
    /// let client = Client::new(http_core::handler_fn(|_: &Request, _: &mut Body| Json([1, 2])));
    /// assert_eq!(client.get("/").send().json::<Vec<u32>>(), [1, 2]);
    /// ```
    ///
    /// # Panics
    ///
    /// Where it is not the JSON of such a value: a test should.
    #[cfg(feature = "json")]
    pub fn json<T: serde_core::de::DeserializeOwned>(&self) -> T {
        match serde_json::from_slice(&self.content) {
            Ok(value) => value,
            Err(error) => failed(format_args!("{error} in {:?}", String::from_utf8_lossy(&self.content))),
        }
    }

    /// Did all of the content come that the head announces? Not where the handler failed in the middle.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The route that answered, such as `"Board::show"`; `None` where none did.
    pub fn route(&self) -> Option<&'static str> {
        self.route
    }

    pub(super) fn parse(method: &str, bytes: &[u8], route: Option<&'static str>) -> Self {
        let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut head = httparse::Response::new(&mut fields);
        let length = match head.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            other => failed(format_args!("no response but {other:?}: {:?}", String::from_utf8_lossy(bytes))),
        };
        let status = head.code.and_then(|code| StatusCode::from_u16(code).ok()).unwrap_or_default();
        if status == StatusCode::CONTINUE {
            return Self::parse(method, &bytes[length..], route);
        }
        let headers: HeaderMap = head.headers.iter().filter_map(field).collect();
        let has_no_content = method == "HEAD" || crate::proto::has_no_content(status);
        let (content, is_complete) =
            if has_no_content { (Vec::new(), true) } else { content(&headers, &bytes[length..]) };
        Self { status, headers, content, is_complete, route }
    }
}

impl fmt::Debug for TestResponse {
    /// As a failing test shows it: the content as text, where it is some.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TestResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("content", &String::from_utf8_lossy(&self.content))
            .field("is_complete", &self.is_complete)
            .field("route", &self.route)
            .finish()
    }
}

fn field(field: &httparse::Header<'_>) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::from_bytes(field.name.as_bytes()).ok()?;
    Some((name, HeaderValue::from_bytes(field.value).ok()?))
}

/// The content, and whether it is all there.
fn content(headers: &HeaderMap, bytes: &[u8]) -> (Vec<u8>, bool) {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match length {
        Some(length) if bytes.len() >= length => (bytes[..length].to_vec(), true),
        Some(_) => (bytes.to_vec(), false),
        None if headers.contains_key(header::TRANSFER_ENCODING) => decode_chunked(bytes),
        None => (bytes.to_vec(), true),
    }
}

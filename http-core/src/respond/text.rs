//! Text and bytes.
//!
//! Decides the media type of content that names none.

use crate::response::TEXT;
use crate::{IntoResponse, Response, ResponseWriter};
use http::HeaderValue;
use std::borrow::Cow;
use std::io;

const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");

impl IntoResponse for &str {
    fn into_response(self) -> Response {
        Response::with_content(TEXT, self.into())
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_content(TEXT, self.as_bytes().into())
    }
}

impl IntoResponse for String {
    fn into_response(self) -> Response {
        Response::with_content(TEXT, self.into())
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_content(TEXT, self.into_bytes().into())
    }
}

impl IntoResponse for Cow<'_, str> {
    fn into_response(self) -> Response {
        Response::with_content(TEXT, self.into_owned().into())
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        match self {
            Cow::Borrowed(text) => text.respond_to(response),
            Cow::Owned(text) => text.respond_to(response),
        }
    }
}

impl IntoResponse for &[u8] {
    fn into_response(self) -> Response {
        Response::with_content(BYTES, self.into())
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_content(BYTES, self.into())
    }
}

impl<const N: usize> IntoResponse for &[u8; N] {
    fn into_response(self) -> Response {
        self.as_slice().into_response()
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        self.as_slice().respond_to(response)
    }
}

impl IntoResponse for Vec<u8> {
    fn into_response(self) -> Response {
        Response::with_content(BYTES, self)
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_content(BYTES, self.into())
    }
}

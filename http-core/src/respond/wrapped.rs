//! `Option` and `Result`.
//!
//! Decides what is answered where there is no value.

use crate::into_response::error_response;
use crate::{IntoResponse, Response, ResponseWriter};
use http::StatusCode;
use std::io;

impl<T: IntoResponse> IntoResponse for Option<T> {
    fn into_response(self) -> Response {
        self.map_or_else(|| Response::new(StatusCode::NOT_FOUND), T::into_response)
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        match self {
            Some(value) => value.respond_to(response),
            None => response.send_response_value(self.into_response()),
        }
    }
}

impl<T: IntoResponse, E: IntoResponse> IntoResponse for Result<T, E> {
    fn into_response(self) -> Response {
        self.map_or_else(error_response, T::into_response)
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        match self {
            Ok(value) => value.respond_to(response),
            Err(error) => response.send_response_value(error_response(error)),
        }
    }
}

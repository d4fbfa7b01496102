//! `Option` and `Result`.

use super::IntoResponse;
use crate::{Response, ResponseWriter};
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

/// An `Err` never answers with success.
pub(crate) fn error_response(error: impl IntoResponse) -> Response {
    let response = error.into_response();
    if response.status().is_success() {
        return response.with_status(StatusCode::INTERNAL_SERVER_ERROR);
    }
    response
}

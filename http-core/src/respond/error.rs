//! Errors as responses.
//!
//! Decides that all of them go through `Error`, which knows their status.

use crate::{Error, IntoResponse, Rejection, Response};
use std::convert::Infallible;
use std::io;

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        self.into()
    }
}

impl IntoResponse for io::Error {
    fn into_response(self) -> Response {
        Error::from(self).into()
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        Error::from(self).into()
    }
}

impl IntoResponse for Infallible {
    fn into_response(self) -> Response {
        match self {}
    }
}

//! Statuses, alone and before another value; nothing at all is 204.
//!
//! Decides what goes over what: a status and fields that are named go over those of the value.

use crate::{IntoResponse, Response};
use http::StatusCode;

impl IntoResponse for () {
    fn into_response(self) -> Response {
        let mut response = Response::new(StatusCode::NO_CONTENT);
        response.parts.has_chosen_status = false;
        response
    }
}

impl IntoResponse for StatusCode {
    fn into_response(self) -> Response {
        Response::new(self)
    }
}

impl<T: IntoResponse> IntoResponse for (StatusCode, T) {
    fn into_response(self) -> Response {
        self.1.into_response().with_outer_status(self.0)
    }
}

/// The fields take the place of those that the value itself has, such as `Content-Type`; but each `Set-Cookie` is one more.
impl<T, N, V, const COUNT: usize> IntoResponse for (StatusCode, [(N, V); COUNT], T)
where
    T: IntoResponse,
    N: AsRef<str>,
    V: AsRef<str>,
{
    fn into_response(self) -> Response {
        let (status, fields, value) = self;
        let mut response = value.into_response().with_outer_status(status);
        for (name, _) in fields.iter().filter(|(name, _)| !name.as_ref().eq_ignore_ascii_case("set-cookie")) {
            response.headers_mut().remove(name.as_ref());
        }
        fields.iter().fold(response, |response, (name, value)| response.with_header(name.as_ref(), value.as_ref()))
    }
}

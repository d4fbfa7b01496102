//! Return values as responses.
//!
//! Decides what a value of each type looks like on the wire; how it gets there is the writer's.

mod error;
mod html;
#[cfg(feature = "json")]
mod json;
mod redirect;
mod status;
mod text;
mod wrapped;

pub use html::{Html, escape_html};
#[cfg(feature = "json")]
pub use json::Json;
pub use redirect::Redirect;

use crate::{IntoResponse, Response};

impl IntoResponse for Response {
    fn into_response(self) -> Response {
        self
    }
}

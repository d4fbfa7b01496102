//! HTML: `Html`, and text that is put into it.
//!
//! Decides the media type, and which characters are escaped.

use crate::{IntoResponse, Response, ResponseWriter};
use http::HeaderValue;
use std::io;

/// Text that is HTML: 200, `text/html; charset=utf-8`.
///
/// What users wrote has to be escaped before it gets in here; [`escape_html`](crate::escape_html) does it.
///
/// ```
/// use http_core::{Html, escape_html};
///
/// fn greet(name: &str) -> Html<String> {
///     Html(format!("<p>Hello, {}!</p>", escape_html(name)))
/// }
/// assert_eq!(greet("<b>").0, "<p>Hello, &lt;b&gt;!</p>");
/// ```
#[must_use = "a page is sent only where the method returns it"]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Html<T>(pub T);

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

impl<T: AsRef<str>> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        Response::with_content(HTML, self.0.as_ref().into())
    }

    fn respond_to(self, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_content(HTML, self.0.as_ref().as_bytes().into())
    }
}

/// Text as it may stand in HTML, between tags and within quoted attributes.
///
/// ```
/// assert_eq!(http_core::escape_html(r#"<a href="/?x&y">"#), "&lt;a href=&quot;/?x&amp;y&quot;&gt;");
/// ```
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

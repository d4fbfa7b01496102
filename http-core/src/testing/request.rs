//! What is sent.
//!
//! Decides how a request is written: as its test says it, even where that is wrong, with the fields that every request needs.

#[cfg(feature = "json")]
use super::failed;
use super::{Client, TestResponse};

/// A request that is being put together: fields and content, then [`send`](Self::send).
///
/// `Host` and `Content-Length` are added, where the request has none of its own.
///
/// ```
/// use http_core::prelude::*;
/// use http_core::testing::Client;
///
/// let client = Client::new(http_core::handler_fn(|_: &Request, body: &mut Body| body.read_all()));
/// let response = client.put("/note").header("Content-Type", "text/plain").body("milk").send();
/// assert_eq!(response.bytes(), b"milk");
/// ```
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct RequestBuilder<'c> {
    client: &'c Client,
    method: String,
    target: String,
    fields: Vec<(String, String)>,
    content: Option<Vec<u8>>,
}

impl<'c> RequestBuilder<'c> {
    pub(super) fn new(client: &'c Client, method: &str, target: &str) -> Self {
        Self { client, method: method.to_owned(), target: target.to_owned(), fields: Vec::new(), content: None }
    }

    /// Adds a field. Name and value are sent as they are, also where no client may send them.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Gives the request this content.
    pub fn body(mut self, content: impl Into<Vec<u8>>) -> Self {
        self.content = Some(content.into());
        self
    }

    /// Gives the request this value as JSON. It needs the feature `json`.
    ///
    /// # Panics
    ///
    /// Where the value can't be written as JSON: a test should.
    #[cfg(feature = "json")]
    pub fn json(self, value: &impl serde_core::Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(content) => self.header("Content-Type", "application/json").body(content),
            Err(error) => failed(format_args!("no JSON can be made of the value: {error}")),
        }
    }

    /// Gives the request this value as a form: a struct of texts, numbers, booleans, and lists of them, or a list of pairs. It
    /// needs the features `forms` and `json`.
    ///
    /// # Panics
    ///
    /// Where the value is anything else: a test should.
    #[cfg(all(feature = "json", feature = "forms"))]
    pub fn form(self, value: &impl serde_core::Serialize) -> Self {
        match form_content(value) {
            Ok(content) => self.header("Content-Type", "application/x-www-form-urlencoded").body(content),
            Err(error) => failed(format_args!("no form can be made of the value: {error}")),
        }
    }

    /// Runs the request, and gives its response.
    ///
    /// # Panics
    ///
    /// Where the server's answer is no HTTP response, which is a bug of the library's.
    pub fn send(self) -> TestResponse {
        let content = self.content.as_deref().unwrap_or_default();
        let request = [self.head().as_bytes(), content].concat();
        self.client.exchange(&self.method, &request)
    }

    fn head(&self) -> String {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        let mut add = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
        if !self.has("host") {
            add("Host", "localhost");
        }
        let (own, others): (Vec<_>, Vec<_>) =
            self.fields.iter().partition(|(name, _)| name.eq_ignore_ascii_case("cookie"));
        if let Some(cookies) = self.client.cookies.field(own.into_iter().map(|(_, value)| value.clone()).collect()) {
            add("Cookie", &cookies);
        }
        for (name, value) in others {
            add(name, value);
        }
        let is_framed = self.has("content-length") || self.has("transfer-encoding");
        if let Some(content) = self.content.as_ref().filter(|_| !is_framed) {
            add("Content-Length", &content.len().to_string());
        }
        head.push_str("\r\n");
        head
    }

    fn has(&self, wanted: &str) -> bool {
        self.fields.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted))
    }
}

/// A form by way of JSON, which knows what the value is made of.
#[cfg(all(feature = "json", feature = "forms"))]
fn form_content(value: &impl serde_core::Serialize) -> Result<String, serde_json::Error> {
    use serde_core::ser::Error as _;
    let fields: Vec<(String, serde_json::Value)> = match serde_json::to_value(value)? {
        serde_json::Value::Object(fields) => fields.into_iter().collect(),
        other => serde_json::from_value(other)
            .map_err(|_| serde_json::Error::custom("a form is a struct, a map or a list of pairs"))?,
    };
    let mut pairs = Vec::new();
    for (name, value) in fields {
        let values = match value {
            serde_json::Value::Array(values) => values,
            single => vec![single],
        };
        for value in values {
            let text = match value {
                serde_json::Value::Null => continue,
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            };
            pairs.push(format!("{}={}", encode(&name), encode(&text)));
        }
    }
    Ok(pairs.join("&"))
}

#[cfg(all(feature = "json", feature = "forms"))]
fn encode(text: &str) -> percent_encoding::PercentEncode<'_> {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
}

//! Requests to a handler without a socket.
//!
//! Decides how a request is written and its response read; between the two is the server's own protocol core, so
//! that what passes here passes on the wire.

mod response;

pub use response::TestResponse;

use crate::channel::{Channel, Ends, Transport};
use crate::engine::{Conversation, Next, Nobody, Settings};
use crate::lock::lock;
use crate::{Address, Handler};
use http::{HeaderMap, header};
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Instant, SystemTime};

/// Runs requests through a handler, in the caller's thread. Cookies are kept from one request to the next; those that a
/// request names in a `Cookie` field of its own go before them.
///
/// ```
/// use http_core::prelude::*;
/// use http_core::testing::Client;
///
/// #[handler]
/// struct Hello;
///
/// #[handler]
/// impl Hello {
///     #[get("/hello/{name}")]
///     fn hello(&self, name: &str) -> String {
///         format!("Hello, {name}!")
///     }
/// }
///
/// let client = Client::new(Hello);
/// let response = client.get("/hello/world").header("accept", "text/plain").send();
/// assert_eq!(response.status(), StatusCode::OK);
/// assert_eq!(response.text(), "Hello, world!");
/// assert_eq!(response.route(), Some("Hello::hello"));
/// ```
pub struct Client {
    conversation: Mutex<Conversation>,
    /// Names and values, the one set last at the end.
    cookies: Mutex<Vec<(String, String)>>,
}

/// A request that is being put together: fields and content, then [`send`](Self::send). `Host` and `Content-Length` are
/// added, where the request has none of its own.
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

impl Client {
    /// A client of this handler. Limits are the server's defaults.
    pub fn new(handler: impl Handler) -> Self {
        Self {
            conversation: Mutex::new(Conversation::new(Arc::new(Settings::default()), Arc::new(handler))),
            cookies: Mutex::default(),
        }
    }

    /// A GET request. The target is sent as it is: path and query, percent-encoded.
    pub fn get(&self, target: &str) -> RequestBuilder<'_> {
        self.request("GET", target)
    }

    /// A HEAD request.
    pub fn head(&self, target: &str) -> RequestBuilder<'_> {
        self.request("HEAD", target)
    }

    /// A POST request.
    pub fn post(&self, target: &str) -> RequestBuilder<'_> {
        self.request("POST", target)
    }

    /// A PUT request.
    pub fn put(&self, target: &str) -> RequestBuilder<'_> {
        self.request("PUT", target)
    }

    /// A PATCH request.
    pub fn patch(&self, target: &str) -> RequestBuilder<'_> {
        self.request("PATCH", target)
    }

    /// A DELETE request.
    pub fn delete(&self, target: &str) -> RequestBuilder<'_> {
        self.request("DELETE", target)
    }

    /// An OPTIONS request.
    pub fn options(&self, target: &str) -> RequestBuilder<'_> {
        self.request("OPTIONS", target)
    }

    /// A request with any method.
    pub fn request(&self, method: &str, target: &str) -> RequestBuilder<'_> {
        RequestBuilder {
            client: self,
            method: method.to_owned(),
            target: target.to_owned(),
            fields: Vec::new(),
            content: None,
        }
    }

    fn exchange(&self, method: &str, request: &[u8]) -> TestResponse {
        let channel = Arc::new(Channel::new(Memory::default()));
        let mut conversation = lock(&self.conversation);
        conversation.begin(Address::unix(None), Some(Ends::new(Arc::clone(&channel) as Arc<Channel>)));
        conversation.input().extend(request);
        while let Next::Send = conversation.advance(&mut Nobody) {
            collect(&mut conversation, &channel);
        }
        collect(&mut conversation, &channel);
        let route = conversation.response.take_route();
        drop(conversation.take_ends());
        drop(conversation);
        let response = TestResponse::parse(method, &lock(&channel.transport.sent), route);
        self.keep_cookies(response.headers());
        response
    }

    fn keep_cookies(&self, fields: &HeaderMap) {
        for value in fields.get_all(header::SET_COOKIE) {
            let text = std::str::from_utf8(value.as_bytes()).unwrap_or_default();
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = (!is_expired(attributes)).then(|| value.trim().to_owned());
            set_cookie(&mut lock(&self.cookies), name.trim(), value);
        }
    }

    /// The cookies of a request: its own, and those that were kept under other names.
    fn cookie_field(&self, mut pairs: Vec<String>) -> Option<String> {
        let names: Vec<String> = pairs.iter().flat_map(|own| cookie_names(own)).map(str::to_owned).collect();
        let cookies = lock(&self.cookies);
        let kept = cookies.iter().filter(|(name, _)| !names.contains(name));
        pairs.extend(kept.map(|(name, value)| format!("{name}={value}")));
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").field("cookies", &self.cookies).finish_non_exhaustive()
    }
}

/// Sets the cookie of this name, or removes it where there is no value.
fn set_cookie(cookies: &mut Vec<(String, String)>, name: &str, value: Option<String>) {
    cookies.retain(|(known, _)| known != name);
    cookies.extend(value.map(|value| (name.to_owned(), value)));
}

fn cookie_names(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').filter_map(|pair| pair.split_once('=')).map(|(name, _)| name.trim())
}

/// `Max-Age=0`, or else a date that has passed, is how a server takes a cookie back (RFC 6265 section 5.3).
fn is_expired(attributes: &str) -> bool {
    let value_of = |wanted: &str| {
        let mut pairs = attributes.split(';').filter_map(|attribute| attribute.split_once('='));
        pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim())
    };
    match value_of("max-age").and_then(|age| age.parse::<i64>().ok()) {
        Some(age) => age <= 0,
        None => value_of("expires").and_then(crate::parse_http_date).is_some_and(|date| date <= SystemTime::now()),
    }
}

fn collect(conversation: &mut Conversation, channel: &Channel<Memory>) {
    let (first, second) = conversation.response.output();
    let mut sent = lock(&channel.transport.sent);
    sent.append(first);
    sent.append(second);
}

impl RequestBuilder<'_> {
    /// Adds a field.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Gives the request this content.
    pub fn body(mut self, content: impl Into<Vec<u8>>) -> Self {
        self.content = Some(content.into());
        self
    }

    /// Gives the request this value as JSON.
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

    /// Gives the request this value as a form: a struct of texts, numbers, booleans, and lists of them, or a list of pairs.
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
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        let has = |wanted: &str| self.fields.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let mut add = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
        if !has("host") {
            add("Host", "localhost");
        }
        let (own, others): (Vec<_>, Vec<_>) =
            self.fields.iter().partition(|(name, _)| name.eq_ignore_ascii_case("cookie"));
        if let Some(cookies) = self.client.cookie_field(own.into_iter().map(|(_, value)| value.clone()).collect()) {
            add("Cookie", &cookies);
        }
        for (name, value) in others {
            add(name, value);
        }
        let content = self.content.as_deref().unwrap_or_default();
        if self.content.is_some() && !has("content-length") && !has("transfer-encoding") {
            add("Content-Length", &content.len().to_string());
        }
        head.push_str("\r\n");
        self.client.exchange(&self.method, &[head.as_bytes(), content].concat())
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

/// A test that can't go on says why.
#[allow(clippy::panic, reason = "this is what a test wants")]
fn failed(reason: fmt::Arguments<'_>) -> ! {
    panic!("{reason}")
}

/// A connection to nowhere: all that will come is there already, and what goes out is kept.
#[derive(Debug, Default)]
struct Memory {
    sent: Mutex<Vec<u8>>,
}

impl Transport for Memory {
    fn read(&self, _: &mut [u8], _: Instant) -> io::Result<usize> {
        Ok(0)
    }

    fn write_all(&self, first: &[u8], second: &[u8]) -> io::Result<()> {
        let mut sent = lock(&self.sent);
        sent.extend_from_slice(first);
        sent.extend_from_slice(second);
        Ok(())
    }
}

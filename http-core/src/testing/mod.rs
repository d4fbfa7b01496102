//! Requests to a handler without a socket.
//!
//! Decides how a request gets to the handler: through the server's own protocol core, so that what passes here passes on
//! the wire. How it is written and its response read is decided by `request` and `response`.

mod cookies;
mod request;
mod response;

pub use request::RequestBuilder;
pub use response::TestResponse;

use crate::channel::{Channel, Ends, Transport};
use crate::engine::{Conversation, Next, Nobody, Settings};
use crate::lock::lock;
use crate::platform::Room;
use crate::{Address, Handler};
use cookies::Cookies;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Runs requests through a handler, in the caller's thread.
///
/// Cookies are kept from one request to the next; those that a request names in a `Cookie` field of its own go before them.
/// Requests come from the address `unix:`, as over a Unix socket.
///
/// The reason of a 500 is in the output of the test, which `cargo test` shows where the test fails, unless a logger of the
/// `log` crate is set up.
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
#[doc(alias = "test_client")]
#[doc(alias = "TestClient")]
pub struct Client {
    conversation: Mutex<Conversation>,
    cookies: Cookies,
}

impl Client {
    /// A client of this handler. Limits are the server's defaults.
    pub fn new(handler: impl Handler) -> Self {
        #[cfg(feature = "log")]
        crate::logging::LastResort::TestOutput.choose();
        Self {
            conversation: Mutex::new(Conversation::new(Arc::new(Settings::default()), Arc::new(handler))),
            cookies: Cookies::default(),
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
        RequestBuilder::new(self, method, target)
    }

    fn exchange(&self, method: &str, request: &[u8]) -> TestResponse {
        let channel = Arc::new(Channel::new(Memory::default()));
        let mut conversation = lock(&self.conversation);
        conversation.begin(Address::unix(None), Some(Ends::new(Arc::clone(&channel) as Arc<Channel>)));
        conversation.input().extend(request);
        let mut next = conversation.advance(&mut Nobody);
        while let Next::Send = next {
            collect(&mut conversation, &channel);
            next = conversation.advance(&mut Nobody);
        }
        if let Next::Receive = next {
            conversation.end();
        }
        collect(&mut conversation, &channel);
        let route = conversation.response.take_route();
        drop(conversation.take_ends());
        drop(conversation);
        let response = TestResponse::parse(method, &lock(&channel.transport.sent), route);
        self.cookies.keep(response.headers());
        response
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Client").field("cookies", &self.cookies).finish_non_exhaustive()
    }
}

fn collect(conversation: &mut Conversation, channel: &Channel<Memory>) {
    let (first, second) = conversation.response.output();
    let mut sent = lock(&channel.transport.sent);
    sent.append(first);
    sent.append(second);
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
    fn read(&self, _: &mut Room<'_>, _: Instant) -> io::Result<usize> {
        Ok(0)
    }

    fn write_all(&self, first: &[u8], second: &[u8]) -> io::Result<()> {
        let mut sent = lock(&self.sent);
        sent.extend_from_slice(first);
        sent.extend_from_slice(second);
        Ok(())
    }
}

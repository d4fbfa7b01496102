//! What the engine calls for each request.
//!
//! Decides the one interface between engine and application; `#[handler]` implements it, and so can you.

use crate::{Body, IntoResponse, Request, ResponseHead, ResponseWriter, RouteInfo};
use std::fmt;
use std::io;
use std::sync::Arc;

/// Answers requests.
///
/// [`#[handler]`](macro@crate::handler) implements it; by hand it is one function. An `Arc`, `Box` or `Option` of a handler is
/// a handler, too.
///
/// It may block: while it does, other threads take the other requests. A panic is caught, logged and
/// answered with 500. An `Err` is answered with 500, or with the status of its cause where reading the content failed (see
/// [`Body`]), as long as nothing has gone out. After that the connection is closed in the middle of the response.
///
/// ```
/// use http_core::{Body, Handler, Request, ResponseWriter};
/// use std::io::{self, Write};
///
/// struct Hello;
///
/// impl Handler for Hello {
///     fn handle(&self, request: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
///         response.send_response(200)?;
///         response.send_header("Content-Type", "text/plain; charset=utf-8")?;
///         response.end_headers()?;
///         writeln!(response, "Hello, {}!", request.client_address())
///     }
/// }
/// ```
///
/// A handler around another one passes all of it on: the `#[after]` hooks of the inner one run through
/// [`after`](Self::after), its routes are listed by [`routes`](Self::routes), and its methods are known by
/// [`methods`](Self::methods).
///
/// ```
/// use http_core::prelude::*;
/// use http_core::RouteInfo;
///
/// /// Nobody but this machine itself.
/// struct Local<H>(H);
///
/// impl<H: Handler> Handler for Local<H> {
///     fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
///         match request.client_address().socket_addr() {
///             Some(address) if !address.ip().is_loopback() => response.send(StatusCode::FORBIDDEN),
///             _ => self.0.handle(request, body, response),
///         }
///     }
///
///     fn routes(&self) -> Vec<RouteInfo> {
///         self.0.routes()
///     }
///
///     fn after(&self, request: &Request, head: &mut ResponseHead) {
///         self.0.after(request, head);
///     }
///
///     fn methods(&self) -> Vec<&'static str> {
///         self.0.methods()
///     }
/// }
/// # #[handler] struct Site;
/// # #[handler] impl Site {
/// #     #[get("/")] fn index(&self) -> &'static str { "index" }
/// #     #[after] fn stamp(&self, head: &mut ResponseHead) { head.headers_mut().insert("x-a", "b".parse().unwrap()); }
/// # }
///
/// let client = http_core::testing::Client::new(Local(Site));
/// assert_eq!(client.get("/").send().headers()["x-a"], "b");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an HTTP handler",
    label = "no `#[handler] impl {Self} {{ .. }}` block was found that fits this type",
    note = "annotate both the type and its `impl` block with `#[handler]`, or implement `Handler` by hand; a closure goes through `http_core::handler_fn`",
    note = "what is in a generic handler can be shared between threads: it is `Send`, `Sync` and `'static`"
)]
#[doc(alias = "BaseHTTPRequestHandler")]
#[doc(alias = "middleware")]
pub trait Handler: Send + Sync + 'static {
    /// Answers one request. It is called in many threads at once.
    ///
    /// # Errors
    ///
    /// Whatever keeps the handler from answering; the server makes a response of it, or closes the connection.
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()>;

    /// Every route, those of mounted handlers included. None for handlers written by hand.
    fn routes(&self) -> Vec<RouteInfo> {
        Vec::new()
    }

    /// Runs the `#[after]` hooks, just before the head of the response goes out. None for handlers written by hand.
    fn after(&self, _request: &Request, _head: &mut ResponseHead) {}

    /// The methods that the routes name, mounts included: what `OPTIONS *` is answered with, and what is known beside the
    /// registered ones. None for handlers written by hand, which take them all.
    fn methods(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Will the content be read to its end? If not, nobody waits for it.
    #[doc(hidden)]
    fn wants_content(&self, _request: &Request, content: Announced) -> bool {
        content.is_allowed()
    }

    /// Is there a handler at all? Not in a `None`.
    #[doc(hidden)]
    fn is_present(&self) -> bool {
        true
    }
}

/// How much content is sure to come.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Announced {
    /// In bytes.
    pub(crate) length: u64,
    /// The `max_body` of whoever saw the request so far.
    pub(crate) limit: u64,
}

impl Announced {
    pub(crate) fn with_limit(self, limit: Option<u64>) -> Self {
        Self { limit: limit.unwrap_or(self.limit), ..self }
    }

    pub(crate) fn is_allowed(self) -> bool {
        self.length <= self.limit
    }
}

/// What a pointer does as a handler: all that the one behind it does.
macro_rules! pass_on {
    () => {
        fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
            (**self).handle(request, body, response)
        }

        fn routes(&self) -> Vec<RouteInfo> {
            (**self).routes()
        }

        fn after(&self, request: &Request, head: &mut ResponseHead) {
            (**self).after(request, head);
        }

        fn methods(&self) -> Vec<&'static str> {
            (**self).methods()
        }

        fn wants_content(&self, request: &Request, content: Announced) -> bool {
            (**self).wants_content(request, content)
        }

        fn is_present(&self) -> bool {
            (**self).is_present()
        }
    };
}
pub(crate) use pass_on;

impl<H: Handler + ?Sized> Handler for Arc<H> {
    pass_on!();
}

/// A handler that may be left out: without one there is nothing but 404, and a mount is as if it were not there.
impl<H: Handler> Handler for Option<H> {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        match self {
            Some(handler) => handler.handle(request, body, response),
            None => response.send(http::StatusCode::NOT_FOUND),
        }
    }

    fn routes(&self) -> Vec<RouteInfo> {
        self.as_ref().map(H::routes).unwrap_or_default()
    }

    fn after(&self, request: &Request, head: &mut ResponseHead) {
        if let Some(handler) = self {
            handler.after(request, head);
        }
    }

    fn methods(&self) -> Vec<&'static str> {
        self.as_ref().map(H::methods).unwrap_or_default()
    }

    fn wants_content(&self, request: &Request, content: Announced) -> bool {
        self.as_ref().is_some_and(|handler| handler.wants_content(request, content))
    }

    fn is_present(&self) -> bool {
        self.as_ref().is_some_and(H::is_present)
    }
}

/// A closure as a handler, for any path and method.
///
/// ```
/// use http_core::{Body, HttpServer, Request, handler_fn};
///
/// let handler = handler_fn(|request: &Request, _: &mut Body| format!("{}\n", request.target()));
/// let server = HttpServer::bind("127.0.0.1:0", handler)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn handler_fn<F, R>(function: F) -> HandlerFn<F>
where
    F: Fn(&Request, &mut Body) -> R,
    R: IntoResponse,
{
    HandlerFn { function, answer: |function, request, body, response| response.send(function(request, body)) }
}

/// A closure as a handler: what [`handler_fn`] gives.
///
/// ```
/// use http_core::{Body, HandlerFn, Request, handler_fn};
///
/// /// A function can be one, and a struct can have it in a field.
/// struct Site {
///     health: HandlerFn<fn(&Request, &mut Body) -> &'static str>,
/// }
///
/// fn health(_: &Request, _: &mut Body) -> &'static str {
///     "well\n"
/// }
///
/// let site = Site { health: handler_fn(health) };
/// ```
#[derive(Clone, Copy)]
pub struct HandlerFn<F> {
    function: F,
    /// Calls the function. What that returns is known here, so that where it is no response the compiler says so once.
    answer: fn(&F, &Request, &mut Body, &mut ResponseWriter) -> io::Result<()>,
}

impl<F: Send + Sync + 'static> Handler for HandlerFn<F> {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        (self.answer)(&self.function, request, body, response)
    }
}

impl<F> fmt::Debug for HandlerFn<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HandlerFn")
    }
}

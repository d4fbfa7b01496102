//! The dispatch table: what `#[handler]` generates, all of it constant.
//!
//! Decides the shape of the data only. What it means is decided by its neighbours.

#![allow(missing_docs, reason = "named by generated code only")]

use crate::handler::Announced;
use crate::into_response::error_response;
use crate::response::Response;
use crate::{Body, Error, Handler, IntoResponse, Rejection, Request, ResponseHead, ResponseWriter, RouteInfo};
use http::StatusCode;
use std::fmt;
use std::io;

/// The half that `#[handler]` on a type generates: its mounts and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has a `#[handler] impl` block but the type itself is not annotated",
    label = "add `#[handler]` above the definition of this type"
)]
pub trait Mounts: Sized + 'static {
    /// Takes the place of the server's own name in the field `Server`.
    const SERVER: Option<&'static str> = None;
    const MAX_BODY: Option<u64> = None;
    /// The longest prefix first.
    const MOUNTS: &'static [Mount] = &[];
    /// The fields of the mounts, in the same order.
    const MOUNTED: &'static [Mounted<Self>] = &[];
}

/// The half that `#[handler]` on an `impl` block generates: its routes, hooks and pages. It makes a type a handler.
pub trait Routes: Mounts + Send + Sync {
    const NAME: &'static str = "";
    const ROUTES: &'static [Route] = &[];
    /// The methods of the routes, in the same order.
    const CALLS: &'static [Call<Self>] = &[];
    const TREE: &'static Node = &Node::EMPTY;
    /// Is a route's place in `ROUTES` its id? Not where some are left out by `cfg`.
    const DENSE: bool = true;
    const BEFORE: &'static [BeforeHook<Self>] = &[];
    const AFTER: &'static [AfterHook<Self>] = &[];
    const CATCHERS: &'static [Catcher<Self>] = &[];
    /// What can only be checked of a generic handler once its types are known.
    const CHECKED: () = ();

    // The methods of a `Handler`.

    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        super::dispatch::dispatch(self, request, body, response)
    }
    fn routes(&self) -> Vec<RouteInfo> {
        super::listing::list(self)
    }
    fn after(&self, request: &Request, head: &mut ResponseHead) {
        super::dispatch::after(self, request, head);
    }
    fn methods(&self) -> Vec<&'static str> {
        super::dispatch::methods(self)
    }
    fn wants_content(&self, request: &Request, content: Announced) -> bool {
        super::dispatch::wants_content(self, request, content)
    }
    fn is_present(&self) -> bool {
        true
    }
}

/// From a handler to the one in a field of it.
pub type Mounted<H> = fn(&H) -> &dyn Handler;
/// A method of the user's that answers requests, with its arguments and its answer.
pub type Call<H> = fn(&H, &mut Exchange<'_>) -> Result<(), Refusal>;
/// A `#[before]` method of the user's.
pub type BeforeHook<H> = fn(&H, &Request) -> Result<(), Refusal>;
/// An `#[after]` method of the user's.
pub type AfterHook<H> = fn(&H, &Request, &mut ResponseHead);

/// A handler below a prefix: what is known of it whatever type has the field.
#[derive(Debug)]
pub struct Mount {
    pub prefix: &'static str,
    /// The prefix, split and decoded; none for `/`.
    pub segments: &'static [&'static str],
    pub field: &'static str,
}

/// All that is known of a route, but for the method itself.
#[derive(Debug)]
pub struct Route {
    pub id: u16,
    pub method: &'static str,
    pub path: &'static str,
    pub name: &'static str,
    pub docs: &'static str,
    pub parameters: &'static [Parameter],
    pub hidden: bool,
    pub max_body: Option<u64>,
    /// Does it take the content, in whatever form?
    pub reads_content: bool,
    pub file: &'static str,
    pub line: u32,
}

impl Route {
    /// What holds where nothing else is said.
    pub const DEFAULT: Self = Self {
        id: 0,
        method: "",
        path: "",
        name: "",
        docs: "",
        parameters: &[],
        hidden: false,
        max_body: None,
        reads_content: false,
        file: "",
        line: 0,
    };
}

/// A parameter of a route.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub name: &'static str,
    pub source: &'static str,
    pub type_name: &'static str,
}

impl Parameter {
    pub const fn new(source: &'static str, name: &'static str, type_name: &'static str) -> Self {
        Self { name, source, type_name }
    }
}

/// A place in the tree of paths.
#[derive(Debug)]
pub struct Node {
    /// What follows under a fixed segment, sorted by it.
    pub literals: &'static [(&'static str, Node)],
    /// What follows under any segment that is not empty.
    pub parameter: Option<&'static Node>,
    /// Routes that take the rest of the path, from the next segment on.
    pub rest: &'static [Endpoint],
    /// Routes whose path ends here.
    pub endpoints: &'static [Endpoint],
    /// Bare verbs: they take this path and all below it.
    pub below: &'static [Endpoint],
}

impl Node {
    pub const EMPTY: Self = Self { literals: &[], parameter: None, rest: &[], endpoints: &[], below: &[] };

    /// Nothing follows.
    pub const fn leaf(endpoints: &'static [Endpoint]) -> Self {
        Self { endpoints, ..Self::EMPTY }
    }
}

/// A route in the tree.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    pub method: &'static str,
    /// The id of the route.
    pub route: u16,
}

impl Endpoint {
    pub const fn new(method: &'static str, route: u16) -> Self {
        Self { method, route }
    }
}

/// A page for the error responses from `first` to `last`.
#[derive(Debug)]
pub struct Catcher<H> {
    pub first: u16,
    pub last: u16,
    pub call: fn(&H, &Page<'_>) -> Response,
}

/// What a page may be made of.
#[derive(Debug)]
pub struct Page<'r> {
    pub request: &'r Request,
    pub status: StatusCode,
    pub cause: Option<&'r Error>,
}

/// A request on its way through a route.
#[derive(Debug)]
pub struct Exchange<'r> {
    pub request: &'r Request,
    pub body: &'r mut Body,
    pub response: &'r mut ResponseWriter,
}

/// Why a route does not answer: the response that is sent instead.
pub struct Refusal(pub(crate) Response);

impl Exchange<'_> {
    /// Sends what the route returned.
    pub fn respond<T: IntoResponse>(&mut self, value: T) -> Result<(), Refusal> {
        Ok(value.respond_to(self.response)?)
    }

    /// The same, with another status than the value's own 200 or 204.
    pub fn respond_with_status<T: IntoResponse>(&mut self, status: u16, value: T) -> Result<(), Refusal> {
        let response = value.into_response();
        let response = match StatusCode::from_u16(status) {
            Ok(status) => response.with_default_status(status),
            Err(_) => response,
        };
        Ok(self.response.send_response_value(response)?)
    }

    /// The route wrote its response itself.
    pub fn written<T: Written>(&mut self, outcome: T) -> Result<(), Refusal> {
        outcome.into_result()?;
        if self.response.is_untouched() {
            self.response.send_no_content()?;
        }
        Ok(())
    }
}

/// What a route that takes a `ResponseWriter` may return.
#[diagnostic::on_unimplemented(
    message = "a handler method that takes a `ResponseWriter` returns `()` or a `Result<(), E>`, not `{Self}`"
)]
pub trait Written {
    fn into_result(self) -> Result<(), Refusal>;
}

impl Written for () {
    fn into_result(self) -> Result<(), Refusal> {
        Ok(())
    }
}

impl<E: IntoResponse> Written for Result<(), E> {
    fn into_result(self) -> Result<(), Refusal> {
        self.map_err(Refusal::of_error)
    }
}

impl Refusal {
    pub fn new(response: impl IntoResponse) -> Self {
        Self(response.into_response())
    }

    /// For what is wrong in any case: a success becomes 500.
    pub(crate) fn of_error(error: impl IntoResponse) -> Self {
        Self(error_response(error))
    }
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self::new(rejection)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::new(error)
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

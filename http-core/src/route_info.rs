//! A route as data: what a listing says of it.
//!
//! Decides what is told of a route. Must not know how a request finds its route.

use std::fmt;

/// A route, as [`routes`](crate::routes) lists it.
///
/// ```
/// use http_core::prelude::*;
/// use http_core::RouteInfo;
///
/// /// The listing as Markdown.
/// fn markdown(routes: &[RouteInfo]) -> String {
///     routes.iter().map(|route| format!("- `{} {}`: {}\n", route.method(), route.path(), route.docs())).collect()
/// }
/// # #[handler] struct Hello;
/// # #[handler] impl Hello {
/// #     /// Says hello.
/// #     #[get("/")] fn hello(&self) -> &'static str { "hello" }
/// # }
/// assert_eq!(markdown(&http_core::routes(&Hello)), "- `GET /`: Says hello.\n");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) name: &'static str,
    pub(crate) docs: &'static str,
    pub(crate) parameters: Vec<ParameterInfo>,
    pub(crate) file: &'static str,
    pub(crate) line: u32,
}

/// A parameter of a route: one of [`RouteInfo::parameters`].
///
/// ```
/// use http_core::prelude::*;
/// # #[handler] struct Search;
/// # #[handler] impl Search {
/// #     #[get("/search")] fn search(&self, #[query("q")] text: &str) -> String { text.to_owned() }
/// # }
/// // #[get("/search")] fn search(&self, #[query("q")] text: &str)
/// let routes = http_core::routes(&Search);
/// let parameter = routes[0].parameters()[0];
/// assert_eq!((parameter.source(), parameter.name(), parameter.type_name()), ("query", "q", "&str"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterInfo {
    pub(crate) name: &'static str,
    pub(crate) source: &'static str,
    pub(crate) type_name: &'static str,
}

impl RouteInfo {
    /// The method, such as `"GET"`.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path with the prefixes of all mounts, such as `"/messages/{id}"`. A bare verb's ends in `/{*}`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Type and method, such as `"Board::show"`.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The method's doc comment.
    pub fn docs(&self) -> &str {
        self.docs
    }

    /// What the route takes from the request, in the order of its arguments.
    pub fn parameters(&self) -> &[ParameterInfo] {
        &self.parameters
    }

    /// The source file of the method.
    pub fn file(&self) -> &str {
        self.file
    }

    /// The line of the method in its file.
    pub fn line(&self) -> u32 {
        self.line
    }
}

impl ParameterInfo {
    /// The name as clients write it, such as `"if-match"`.
    pub fn name(&self) -> &str {
        self.name
    }

    /// Where it is taken from: `"path"`, `"query"`, `"header"`, `"cookie"`, `"json"` or `"form"`.
    pub fn source(&self) -> &str {
        self.source
    }

    /// Its type as written, such as `"Option<bool>"`.
    pub fn type_name(&self) -> &str {
        self.type_name
    }
}

impl fmt::Display for RouteInfo {
    /// One line of a listing: `GET /messages/{id} Board::show`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {}", self.method, self.path, self.name)
    }
}

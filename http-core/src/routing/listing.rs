//! The table as data, for those who want to see it.

use super::table::{Mount, Parameter, Route, Routes};
use crate::Handler;
use std::fmt;

/// A route, as [`routes`](crate::routes) lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    method: String,
    path: String,
    name: &'static str,
    docs: &'static str,
    parameters: Vec<ParameterInfo>,
    file: &'static str,
    line: u32,
}

/// A parameter of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterInfo {
    name: &'static str,
    source: &'static str,
    type_name: &'static str,
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

/// Lists every route of a handler, mounts included, in the order of the source. Routes that are `hidden` are left out.
///
/// ```
/// use http_core::prelude::*;
///
/// #[handler]
/// struct Hello;
///
/// #[handler]
/// impl Hello {
///     /// Greets by name.
///     #[get("/hello/{name}")]
///     fn hello(&self, name: &str) -> String {
///         format!("Hello, {name}!\n")
///     }
/// }
///
/// let routes = http_core::routes(&Hello);
/// assert_eq!(routes[0].path(), "/hello/{name}");
/// assert_eq!(routes[0].name(), "Hello::hello");
/// assert_eq!(routes[0].docs(), "Greets by name.");
/// assert_eq!(routes[0].parameters()[0].source(), "path");
/// ```
pub fn routes(handler: &(impl Handler + ?Sized)) -> Vec<RouteInfo> {
    handler.routes()
}

/// What a generated handler lists: its own routes, then those of its mounts.
pub(super) fn list<H: Routes>(handler: &H) -> Vec<RouteInfo> {
    let own = H::ROUTES.iter().filter(|route| !route.hidden).map(info);
    let mounted = H::MOUNTS.iter().zip(H::MOUNTED).flat_map(|(mount, mounted)| list_mounted(mount, mounted(handler)));
    own.chain(mounted).collect()
}

fn list_mounted(mount: &Mount, mounted: &dyn Handler) -> Vec<RouteInfo> {
    let mut routes = mounted.routes();
    let prefix = mount.prefix.trim_end_matches('/');
    for route in &mut routes {
        route.path.insert_str(0, prefix);
    }
    routes
}

fn info(route: &Route) -> RouteInfo {
    RouteInfo {
        method: route.method.to_owned(),
        path: route.path.to_owned(),
        name: route.name,
        docs: route.docs,
        parameters: route.parameters.iter().map(parameter_info).collect(),
        file: route.file,
        line: route.line,
    }
}

fn parameter_info(parameter: &Parameter) -> ParameterInfo {
    ParameterInfo { name: parameter.name, source: parameter.source, type_name: parameter.type_name }
}

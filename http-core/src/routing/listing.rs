//! The table as data, for those who want to see it.
//!
//! Decides which routes are listed, and in which order.

use super::table::{Mount, Parameter, Route, Routes};
use crate::{Handler, ParameterInfo, RouteInfo};

/// Lists every route of a handler, mounts included. Routes that are `hidden` are left out.
///
/// The handler's own come first, in the order of the source; then those of its mounts, the longest prefix first. A handler
/// that was written by hand lists what its [`Handler::routes`] says, which is nothing by default.
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

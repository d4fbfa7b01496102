//! What is said of each mistake.
//!
//! Decides the words, for people. Must not know how a mistake is found.

use super::compare::{compare, is_same_shape};
use super::tables::Table;
use super::text::Text;
use super::way::{Taker, Way};
use crate::routing::table::{Mount, Route};

pub(super) const fn nothing_in_it(table: &Table) -> Text {
    let text = Text::new("`").with(table.name).with("` has neither routes nor mounts");
    text.help("add `#[get(\"/\")] fn index(&self) -> &'static str { \"hello\" }`, or remove `#[handler]`")
}

pub(super) const fn bare_beside_root(table: &Table, bare: &Route, mount: &Mount) -> Text {
    let text = Text::new("route conflict: the bare `").with(bare.method).with("` takes every path");
    let text = text.with(", and leaves nothing to the mount at `/`");
    let text = text.at_route(bare).at_mount(table, mount);
    text.help("give the bare method a path, or move it into the mounted handler")
}

pub(super) const fn rest_beside_root(table: &Table, rest: &Route, mount: &Mount) -> Text {
    let text = Text::new("route conflict: `").request(rest).with("` takes every path");
    let text = text.with(", and leaves nothing to the mount at `/`");
    let text = text.at_route(rest).at_mount(table, mount);
    text.help("give the route a path of its own, or move it into the mounted handler")
}

pub(super) const fn own_below_mount(table: &Table, own: &Route, mount: &Mount) -> Text {
    let text = Text::new("route conflict: ").lies_below(own.method, own.path, mount);
    let text = text.at_route(own).at_mount(table, mount);
    text.help("move the route into the mounted handler, or choose another path")
}

/// What somebody has of the paths of another one.
const ALL: &str = "all of its paths";
const REST: &str = "those of its paths that other routes leave";

/// The route of a handler that this way leads to.
pub(super) const fn route_is_taken(way: &Way<'_>, route: &Route, taker: Taker) -> Text {
    let path = Text::new("").prefixes(way).with(route.path);
    match taker {
        Taker::Mount(sibling) => route_below_sibling(way, route, path.as_str(), sibling),
        Taker::Route(own) => route_behind_route(way, route, path.as_str(), way.top().table.route(own), ALL),
        Taker::RouteOfRest(own) => route_behind_route(way, route, path.as_str(), way.top().table.route(own), REST),
    }
}

const fn route_below_sibling(way: &Way<'_>, route: &Route, path: &str, sibling: &Mount) -> Text {
    let text = Text::new("route conflict: ").lies_below(route.method, path, sibling);
    let text = text.at_route(route).mounted(way).at_mount(way.top().table, sibling);
    let text = text.help("move the route into the handler mounted at `").with(sibling.prefix);
    text.with("`, or choose another path")
}

const fn route_behind_route(way: &Way<'_>, route: &Route, path: &str, own: &Route, share: &str) -> Text {
    let text = Text::new("route conflict: `").with(route.method).with(" ").with(path);
    let is_same_method = compare(own.method, route.method).is_eq();
    let text = if is_same_method && compare(own.path, path).is_eq() {
        text.with("` is declared twice")
    } else if is_same_method && is_same_shape(own.path, path) {
        text.with("` matches the same requests as `").request(own).with("`")
    } else {
        let (verb, consequence) = what_it_does(own.method, route.method);
        text.with("` is never reached: `").request(own).with("` ").with(verb).with(" ").with(share).with(consequence)
    };
    let text = text.at_route(own).at_route(route).mounted(way);
    let text = text.help(if is_same_method { "remove one of the two" } else { "move both into one handler" });
    let text = text.with(": the handler mounted at `/` takes what no route of `");
    text.with(way.top().table.name).with("` matches")
}

/// What a route of one method does with paths of one of another, and what comes of it.
const fn what_it_does(own: &str, other: &str) -> (&'static str, &'static str) {
    let is_head_of_get = compare(own, "GET").is_eq() && compare(other, "HEAD").is_eq();
    if compare(own, other).is_eq() || is_head_of_get {
        ("takes", "")
    } else if compare(other, "OPTIONS").is_eq() {
        ("has", ", and OPTIONS is answered there")
    } else {
        ("has", ", and other methods get 405 there")
    }
}

/// The mount that this way leads through last.
pub(super) const fn mount_is_taken(way: &Way<'_>, taker: Taker) -> Text {
    let path = Text::new("").prefixes(way);
    let text = match taker {
        Taker::Mount(sibling) => mount_below_sibling(way, path.as_str(), sibling),
        Taker::Route(own) => mount_behind_route(way, path.as_str(), way.top().table.route(own), ALL),
        Taker::RouteOfRest(own) => mount_behind_route(way, path.as_str(), way.top().table.route(own), REST),
    };
    text.help("mount one of the two elsewhere")
}

const fn mount_below_sibling(way: &Way<'_>, path: &str, sibling: &Mount) -> Text {
    let text = Text::new("mount conflict: ");
    let text = if path.len() == sibling.prefix.len() {
        text.with("two handlers are mounted at `")
    } else {
        text.with("the mount at `").with(path).with("` lies below the mount at `")
    };
    let text = text.with(sibling.prefix).with("`");
    text.at_way(way).at_mount(way.top().table, sibling)
}

const fn mount_behind_route(way: &Way<'_>, path: &str, own: &Route, share: &str) -> Text {
    let text = Text::new("mount conflict: the mount at `").with(path).with("` is never reached: `");
    let text = text.request(own).with("` takes ").with(share);
    text.at_way(way).at_route(own)
}

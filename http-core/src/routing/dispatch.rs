//! A request through a handler: hooks, mounts, routes, and the answers that nobody wrote.
//!
//! Decides the order of all this. 404, 405, OPTIONS and 501 come from the table and from nowhere else.

use super::matching::Sent;
use super::table::{Call, Catcher, Exchange, Page, Refusal, Route, Routes};
use super::{matching, method, path};
use crate::handler::Announced;
use crate::logging::error;
use crate::panics;
use crate::request::Recognition;
use crate::{Body, Handler, Request, Response, ResponseHead, ResponseWriter};
use http::{HeaderValue, Method, StatusCode, header};
use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Answers a request with the handler's mounts and routes.
///
/// # Errors
///
/// None of its own; mounted handlers that are written by hand may have some.
pub(super) fn dispatch<H: Routes>(
    handler: &H,
    request: &Request,
    body: &mut Body,
    response: &mut ResponseWriter,
) -> io::Result<()> {
    recognise(handler, request);
    if let Some(server) = H::SERVER {
        response.set_server(server);
    }
    if let Some(limit) = H::MAX_BODY {
        body.set_limit(limit);
    }
    let position = request.position();
    let exchange = &mut Exchange { request, body, response };
    let result = catch_unwind(AssertUnwindSafe(|| run(handler, exchange)));
    // Pages see the path as their own handler does, also when a mount was left by a panic.
    request.set_position(position);
    match result {
        Ok(Ok(())) => {}
        Ok(Err(refusal)) => exchange.response.fail(refusal.0),
        Err(panic) => fail_after_panic(exchange, panic),
    }
    give_page(handler, exchange)
}

/// The first handler that sees the request says whether anyone knows its method.
fn recognise<H: Routes>(handler: &H, request: &Request) {
    let method = request.method();
    if method::is_registered(method) || request.recognition() != Recognition::Open {
        return;
    }
    let is_known = methods(handler).contains(&method.as_str());
    request.set_recognition(if is_known { Recognition::Known } else { Recognition::Unknown });
}

fn run<H: Routes>(handler: &H, exchange: &mut Exchange<'_>) -> Result<(), Refusal> {
    for hook in H::BEFORE {
        hook(handler, exchange.request)?;
    }
    let request = exchange.request;
    if let Some((mount, length)) = find_mount(handler, request, IS_PREFIXED) {
        return enter(mount, length, exchange);
    }
    if request.head.has_escapes() && !path::is_decodable(request.path()) {
        return answer_undecodable(handler, exchange);
    }
    if let Some((route, call)) = find_route::<H>(request) {
        if let Some(limit) = route.max_body {
            exchange.body.set_limit(limit);
        }
        exchange.response.set_route(route.name);
        return call(handler, exchange);
    }
    answer_without_route(handler, exchange)
}

/// No route takes a path that can't be decoded.
fn answer_undecodable<H: Routes>(handler: &H, exchange: &mut Exchange<'_>) -> Result<(), Refusal> {
    if let Some((mount, length)) = find_mount(handler, exchange.request, IS_LAST_RESORT) {
        return enter(mount, length, exchange);
    }
    let text = "the path has a broken escape, or is not UTF-8 without NUL";
    exchange.response.send_error(StatusCode::BAD_REQUEST, text)?;
    // As behind every malformed request.
    exchange.response.close_connection();
    Ok(())
}

fn find_route<H: Routes>(request: &Request) -> Option<(&'static Route, Call<H>)> {
    let place = place_of::<H>(matching::find(H::TREE, sent(request)?, request.method())?)?;
    Some((H::ROUTES.get(place)?, *H::CALLS.get(place)?))
}

fn sent(request: &Request) -> Option<Sent<'_>> {
    let segments = path::segments_of(request.path())?;
    Some(Sent { segments, has_escapes: request.head.has_escapes() })
}

/// Will a route read the content to its end? 404 and its like, and routes without such an argument, do not; nor does one that
/// refuses as much.
pub(super) fn wants_content<H: Routes>(handler: &H, request: &Request, content: Announced) -> bool {
    let content = content.with_limit(H::MAX_BODY);
    if let Some((mounted, length)) = find_mount(handler, request, IS_PREFIXED) {
        return wants_content_mounted(mounted, length, request, content);
    }
    if let Some((route, _)) = find_route::<H>(request) {
        return route.reads_content && content.with_limit(route.max_body).is_allowed();
    }
    match find_mount(handler, request, IS_LAST_RESORT) {
        Some((mounted, length)) => wants_content_mounted(mounted, length, request, content),
        None => false,
    }
}

fn wants_content_mounted(mounted: &dyn Handler, length: usize, request: &Request, content: Announced) -> bool {
    let position = request.position();
    request.follow_mount(length);
    let wants_content = mounted.wants_content(request, content);
    request.set_position(position);
    wants_content
}

/// Where the route of this id is in the table.
fn place_of<H: Routes>(id: u16) -> Option<usize> {
    if H::DENSE {
        return Some(usize::from(id));
    }
    H::ROUTES.iter().position(|route| route.id == id)
}

const IS_PREFIXED: fn(&[&str]) -> bool = |segments| !segments.is_empty();
/// The mount at `/`.
const IS_LAST_RESORT: fn(&[&str]) -> bool = |segments| segments.is_empty();

/// The mount with the longest prefix that the path begins with, and how many bytes of the path that is.
fn find_mount<'h, H: Routes>(
    handler: &'h H,
    request: &Request,
    is_wanted: fn(&[&str]) -> bool,
) -> Option<(&'h dyn Handler, usize)> {
    if H::MOUNTS.is_empty() {
        return None;
    }
    let path = request.path();
    let mounts = H::MOUNTS.iter().zip(H::MOUNTED);
    mounts.filter(|(mount, _)| is_wanted(mount.segments)).find_map(|(mount, mounted)| {
        let length = prefix_length(path, mount.segments)?;
        let mounted = mounted(handler);
        mounted.is_present().then_some((mounted, length))
    })
}

pub(super) fn prefix_length(path: &str, segments: &[&str]) -> Option<usize> {
    let mut rest = Some(path::segments_of(path)?);
    for segment in segments {
        let (sent, behind) = path::split_first(rest?);
        if !path::is_segment(sent, segment) {
            return None;
        }
        rest = behind;
    }
    // The slash that follows the prefix begins the path below it.
    Some(rest.map_or(path.len(), |behind| path.len() - behind.len() - 1))
}

fn enter(mounted: &dyn Handler, length: usize, exchange: &mut Exchange<'_>) -> Result<(), Refusal> {
    let position = exchange.request.position();
    exchange.request.enter_mount(length);
    let result = mounted.handle(exchange.request, exchange.body, exchange.response);
    exchange.request.set_position(position);
    Ok(result?)
}

/// OPTIONS, 405, the mount at `/`, 501 and 404.
fn answer_without_route<H: Routes>(handler: &H, exchange: &mut Exchange<'_>) -> Result<(), Refusal> {
    let request = exchange.request;
    if request.path() == "*" {
        return Ok(exchange
            .response
            .send(allowing(StatusCode::NO_CONTENT, &method::allow(methods(handler).into_iter())))?);
    }
    let others = sent(request).map(|sent| matching::find_all(H::TREE, sent)).unwrap_or_default();
    if others.is_empty()
        && let Some((mount, length)) = find_mount(handler, request, IS_LAST_RESORT)
    {
        return enter(mount, length, exchange);
    }
    if request.recognition() == Recognition::Unknown {
        return Ok(exchange.response.send(StatusCode::NOT_IMPLEMENTED)?);
    }
    if others.is_empty() {
        return Ok(exchange.response.send(StatusCode::NOT_FOUND)?);
    }
    let status = match *request.method() {
        Method::OPTIONS => StatusCode::NO_CONTENT,
        _ => StatusCode::METHOD_NOT_ALLOWED,
    };
    Ok(exchange.response.send(allowing(status, &method::allow(method::of(&others))))?)
}

fn allowing(status: StatusCode, methods: &str) -> Response {
    let mut response = Response::new(status);
    if let Ok(value) = HeaderValue::from_str(methods) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// The methods of all tables, mounts included.
pub(super) fn methods<H: Routes>(handler: &H) -> Vec<&'static str> {
    let own = H::ROUTES.iter().map(|route| route.method);
    let mounted = H::MOUNTED.iter().flat_map(|mounted| mounted(handler).methods());
    own.chain(mounted).collect()
}

fn fail_after_panic(exchange: &mut Exchange<'_>, panic: Box<dyn Any + Send>) {
    let text = panics::into_text(panic);
    error!("{}: a handler panicked: {text}", exchange.request.request_line());
    exchange.response.fail(Response::new(StatusCode::INTERNAL_SERVER_ERROR));
    exchange.response.close_connection();
}

/// An error response without content gets the handler's page, if it has one for the status.
fn give_page<H: Routes>(handler: &H, exchange: &mut Exchange<'_>) -> io::Result<()> {
    let Some((status, cause)) = exchange.response.pending_page() else { return Ok(()) };
    let is_for = |catcher: &&Catcher<H>| (catcher.first..=catcher.last).contains(&status.as_u16());
    let Some(catcher) = H::CATCHERS.iter().find(is_for) else { return Ok(()) };
    let page = Page { request: exchange.request, status, cause };
    match catch_unwind(AssertUnwindSafe(|| (catcher.call)(handler, &page))) {
        Ok(response) => exchange.response.set_page(response),
        Err(panic) => {
            fail_after_panic(exchange, panic);
            Ok(())
        }
    }
}

/// Runs the `#[after]` hooks of all handlers that the request went through, the innermost first.
pub(super) fn after<H: Routes>(handler: &H, request: &Request, head: &mut ResponseHead) {
    let position = request.position();
    if request.went_deeper_than(position)
        && let Some((mounted, length)) =
            find_mount(handler, request, IS_PREFIXED).or_else(|| find_mount(handler, request, IS_LAST_RESORT))
    {
        request.follow_mount(length);
        mounted.after(request, head);
        request.set_position(position);
    }
    for hook in H::AFTER.iter().rev() {
        hook(handler, request, head);
    }
}

//! Hooks, error pages, and handlers in fields.

use http_core::HeaderValue;
use http_core::prelude::*;

#[handler]
struct Site {
    pages: Vec<String>,
    #[mount("/api")]
    api: Leaf,
    #[mount("/api/v2")]
    #[cfg(feature = "v2")]
    newer: Option<std::sync::Arc<Leaf>>,
    #[mount("/assets")]
    assets: Box<dyn Handler>,
}

#[handler]
impl Site {
    #[before]
    fn authenticate(&self, request: &Request, #[cookie] session: Option<&str>) -> Result<(), Response> {
        session.map(drop).ok_or_else(|| Response::new(StatusCode::FORBIDDEN).with_body(request.path().to_owned()))
    }

    #[before]
    fn count(&self) {}

    #[after]
    fn stamp(&self, request: &Request, head: &mut ResponseHead) {
        head.headers_mut().insert("x-path-length", HeaderValue::from(request.path().len()));
    }

    #[catch]
    fn broken(&self, status: StatusCode, cause: Option<&Error>) -> (StatusCode, String) {
        (status, format!("{cause:?} after {} pages", self.pages.len()))
    }

    #[catch(404)]
    #[catch(410)]
    fn lost(&self, request: &Request) -> Html<String> {
        Html(request.path().to_owned())
    }
}

#[handler]
struct Leaf(#[mount("/")] Option<Box<Self>>);

#[handler]
impl Leaf {}

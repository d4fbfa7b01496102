//! Hooks, error pages, and handlers in fields.

use http_core::prelude::*;

#[handler]
struct Site {
    users: Vec<String>,
    #[mount("/api")]
    api: Api,
    #[mount("/api/v2")]
    #[cfg(feature = "v2")]
    newer: Option<Arc<Api>>,
    #[mount("/assets")]
    assets: Box<dyn Handler>,
}

#[handler]
impl Site {
    #[before]
    fn authenticate(&self, request: &Request, #[cookie] session: Option<&str>) -> Result<(), Response> {
        self.check(request, session)
    }

    #[before]
    fn count(&self) {}

    #[after]
    fn stamp(&self, request: &Request, head: &mut ResponseHead) {
        head.headers_mut().insert("x-path", value(request.path()));
    }

    #[catch]
    fn broken(&self, status: StatusCode, cause: Option<&Error>) -> (StatusCode, String) {
        (status, format!("{cause:?}"))
    }

    #[catch(404)]
    #[catch(410)]
    fn lost(&self, request: &Request) -> Html<String> {
        Html(request.path().to_owned())
    }
}

#[handler]
struct Pair(#[mount("/first")] Site, #[mount("/")] Site);

#[handler]
impl Pair {}

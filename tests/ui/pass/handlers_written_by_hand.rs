//! A handler that wraps another, generated or not, in whatever pointer.
#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;
use std::sync::Arc;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> &'static str {
        "index"
    }
}

struct Stamp<H>(H);

impl<H: Handler> Handler for Stamp<H> {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        self.0.handle(request, body, response)
    }
}

/// A pointer of the user's own to a handler of its own.
struct Pointer(Box<dyn Handler>);

impl Handler for Pointer {
    fn handle(&self, request: &Request, body: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        self.0.handle(request, body, response)
    }
}

fn check(handler: impl Handler) {
    assert_eq!(Client::new(handler).get("/").send().text(), "index");
}

fn main() {
    check(Site);
    check(Stamp(Site));
    check(Box::new(Site));
    check(Arc::new(Stamp(Box::new(Site))));
    check(Box::new(Site) as Box<dyn Handler>);
    check(Some(Arc::new(Site) as Arc<dyn Handler>));
    check(Pointer(Box::new(Stamp(Some(Box::new(Arc::new(Site)))))));
    assert_eq!(http_core::routes(&Box::new(Some(Arc::new(Site)))).len(), 1);
}

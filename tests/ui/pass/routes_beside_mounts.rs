#![deny(warnings)]

use http_core::prelude::*;
use std::sync::Arc;

#[handler]
struct Api {
    #[mount("/v1")]
    first: Option<Box<Api>>,
}

#[handler]
impl Api {
    #[get("/{version}/users")]
    fn users(&self, version: &str) -> String {
        version.to_owned()
    }

    #[get("/v2x")]
    fn near(&self) {}

    #[post]
    fn any(&self) {}
}

struct ByHand;

impl Handler for ByHand {
    fn handle(&self, _: &Request, _: &mut Body, response: &mut ResponseWriter) -> io::Result<()> {
        response.send_error(404, "by hand")
    }
}

type Shared = Arc<Api>;

#[handler]
struct Site {
    #[mount("/api")]
    api: Api,
    #[mount("/api/v2")]
    newer: ByHand,
    #[mount("/shared")]
    shared: Shared,
    #[mount("/deep/er")]
    deeper: Arc<dyn Handler + Send + 'static>,
    #[mount("/self")]
    itself: Option<Box<Self>>,
    #[cfg(any())]
    #[mount("/near")]
    absent: Nothing,
}

#[handler]
impl Site {
    #[get("/{section}/users")]
    fn section(&self, section: &str) -> String {
        section.to_owned()
    }

    #[get("/{*rest}")]
    fn rest(&self, rest: &str) -> String {
        rest.to_owned()
    }

    #[get]
    fn any(&self) {}

    #[get("/near")]
    fn near(&self) {}

    #[get("/deep")]
    fn deep(&self) {}

    #[get("/apix/v2")]
    fn other(&self) {}

    #[cfg(any())]
    #[get("/api/never")]
    fn never(&self) {}
}

#[handler]
struct Fallback {
    #[mount("/")]
    last: Api,
}

#[handler]
impl Fallback {
    #[get("/v2x/y")]
    fn longer(&self) {}

    #[get("/users")]
    fn other(&self) {}
}

#[handler]
struct OnlyElsewhere;

#[handler]
impl OnlyElsewhere {
    #[cfg(any())]
    #[get("/windows")]
    fn windows(&self) {}
}

fn main() {
    let api = || Api { first: None };
    let site = Site { api: api(), newer: ByHand, shared: Arc::new(api()), deeper: Arc::new(ByHand), itself: None };
    assert_eq!(http_core::routes(&site).len(), 12);
    assert_eq!(http_core::routes(&Fallback { last: api() }).len(), 5);
    assert!(http_core::routes(&OnlyElsewhere).is_empty());
}

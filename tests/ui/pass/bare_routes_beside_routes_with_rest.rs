#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

/// GET has no `/{*rest}` of its own.
#[handler]
struct Site;

#[handler]
impl Site {
    #[get]
    fn any(&self) -> &'static str {
        "any"
    }

    #[route(HEAD | POST, "/{*rest}")]
    fn rest(&self, rest: &str) -> String {
        rest.to_owned()
    }

    #[cfg(any())]
    #[get("/{*rest}")]
    fn absent(&self, rest: &str) {}

    #[cfg(not(any()))]
    #[put]
    fn put(&self) {}

    #[cfg(any())]
    #[put("/{*rest}")]
    fn absent_put(&self, rest: &str) {}
}

/// The prefix itself is not in `/v1/{*rest}`.
#[handler]
struct Below;

#[handler(prefix = "/v1")]
impl Below {
    #[get]
    fn any(&self) -> &'static str {
        "any"
    }

    #[get("/{*rest}")]
    fn rest(&self, rest: &str) -> String {
        format!("rest {rest}")
    }
}

fn main() {
    let site = Client::new(Site);
    assert_eq!(site.get("/a/b").send().text(), "any");
    assert_eq!(site.post("/a/b").send().text(), "a/b");
    let below = Client::new(Below);
    assert_eq!(below.get("/v1").send().text(), "any");
    assert_eq!(below.get("/v1/").send().text(), "rest ");
}

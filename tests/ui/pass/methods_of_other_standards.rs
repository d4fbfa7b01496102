#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route("PROPFIND", "/dav")]
    #[route("M-SEARCH" | GET | "PROPPATCH", "/dav/{id}")]
    fn dav(&self, id: Option<u8>) -> String {
        format!("{id:?}")
    }

    #[route("REPORT")]
    fn report(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        body.bytes().collect()
    }

    #[route("brew", "/pot")]
    #[route("GET", "/pot")]
    fn pot(&self) -> &'static str {
        "coffee"
    }

    #[route(TRACE | OPTIONS, "/pot", status = 202)]
    fn odd(&self) -> &'static str {
        "odd"
    }

    #[route(POST | PUT | PATCH | DELETE, "/pot", allow_body)]
    fn usual(&self) -> &'static str {
        "usual"
    }

    #[route(HEAD, "/pot")]
    fn head(&self) {}
}

fn main() {
    let client = Client::new(Site);
    for (method, path, text) in [
        ("PROPFIND", "/dav", "None"),
        ("M-SEARCH", "/dav/1", "Some(1)"),
        ("GET", "/dav/2", "Some(2)"),
        ("PROPPATCH", "/dav/3", "Some(3)"),
        ("brew", "/pot", "coffee"),
        ("GET", "/pot", "coffee"),
        ("OPTIONS", "/pot", "odd"),
        ("DELETE", "/pot", "usual"),
    ] {
        assert_eq!(client.request(method, path).send().text(), text, "{method} {path}");
    }
    assert_eq!(client.request("REPORT", "/any/where").body("content").send().text(), "content");
    assert_eq!(client.head("/pot").send().status(), StatusCode::NO_CONTENT);
    assert_eq!(http_core::routes(&Site).len(), 14);
}

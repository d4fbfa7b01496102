use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/api"x)]
    api: Api,
}

#[handler]
struct Api;

#[handler(prefix = "/v1"x)]
impl Api {
    #[get("/a"hidden)]
    fn a(&self, #[query("q"x)] q: &str) -> String {
        q.to_owned()
    }
}

#[handler]
impl Site {
    #[route("PROPFIND"x, "/dav")]
    fn dav(&self) {}
}

fn main() {}

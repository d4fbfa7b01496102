use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[route(method = "GET", path = "/")]
    fn index(&self) -> &str {
        "index"
    }
}

fn main() {}

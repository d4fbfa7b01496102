#![deny(warnings)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a/{id}")]
    #[get("/b/{id}", hidden)]
    #[route(PUT | POST, "/{id}", max_body = 10)]
    fn show(&self, id: u64) -> String {
        id.to_string()
    }

    #[get]
    #[post(max_body = 10)]
    #[route(PUT | DELETE)]
    fn any(&self) {}
}

fn main() {
    let routes = http_core::routes(&Site);
    let methods: Vec<String> = routes.iter().map(|route| route.method().to_string()).collect();
    assert_eq!(methods, ["GET", "PUT", "POST", "GET", "POST", "PUT", "DELETE"]);
}

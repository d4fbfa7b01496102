#![deny(warnings)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler(prefix = "/v1/{tenant}")]
impl Site {
    #[get("/users/{id}")]
    fn user(&self, tenant: &str, id: u64) -> String {
        format!("{tenant} {id}")
    }

    #[get("/")]
    fn index(&self, tenant: &str) -> String {
        tenant.to_owned()
    }

    #[post]
    fn other(&self, tenant: &str) -> String {
        tenant.to_owned()
    }
}

fn main() {
    let paths: Vec<String> = http_core::routes(&Site).iter().map(|route| route.path().to_owned()).collect();
    assert_eq!(paths, ["/v1/{tenant}/users/{id}", "/v1/{tenant}/", "/v1/{tenant}/{*}"]);
}

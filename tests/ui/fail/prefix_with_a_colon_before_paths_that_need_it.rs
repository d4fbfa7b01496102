use http_core::prelude::*;

#[handler]
struct Site;

#[handler(prefix: "/v1/{tenant}")]
impl Site {
    #[get("/users/{id}")]
    fn user(&self, tenant: &str, id: u32) -> String {
        format!("{tenant} {id}")
    }

    #[get]
    fn index(&self, #[path("tenant")] name: String) -> String {
        name
    }
}

fn main() {}

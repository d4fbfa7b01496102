use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
#[handler(prefix = "/{tenant}")]
impl Site {
    #[get("/users")]
    fn users(&self, tenant: &str) -> String {
        tenant.to_owned()
    }
}

fn main() {}

use http_core::prelude::*;

#[handler]
struct Site;

impl Site {
    #[get("/")]
    #[get("/index")]
    fn index(&self, #[query] page: Option<u32>) -> String {
        page.unwrap_or(1).to_string()
    }
}

fn main() {}

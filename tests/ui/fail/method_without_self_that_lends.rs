use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index() -> &str {
        "index"
    }

    #[get("/{id}")]
    fn show(id: u64) -> &str {
        if id == 0 { "none" } else { "one" }
    }
}

fn main() {}

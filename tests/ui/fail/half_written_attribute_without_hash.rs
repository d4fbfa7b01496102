use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    [get("/")]
    fn index(&self) -> &'static str {
        "index"
    }
}

fn main() {}

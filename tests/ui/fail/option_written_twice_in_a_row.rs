use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/a", status status = 201)]
    fn a(&self) -> &'static str {
        "a"
    }

    #[get("/b", hidden hidden)]
    fn b(&self) -> &'static str {
        "b"
    }
}

fn main() {}

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a"; hidden)]
    fn a(&self) -> &'static str {
        "a"
    }

    #[post("/b", status = 201; hidden)]
    fn b(&self) -> &'static str {
        "b"
    }
}

fn main() {}

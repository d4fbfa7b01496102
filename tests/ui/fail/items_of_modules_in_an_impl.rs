use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/a")]
    pub static A: &'static str = "a";

    #[get("/b")]
    #[post("/b")]
    const B: &'static str = "b";

    #[get("/c")]
    fn c(&self) -> &'static str {
        "c"
    }
}

fn main() {}

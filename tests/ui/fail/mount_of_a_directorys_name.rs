use http_core::prelude::*;

#[handler]
struct Site {
    #[mount("/static")]
    directory: &str,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> &'static str {
        "index"
    }
}

fn main() {
    let _site = Site { directory: "static" };
}

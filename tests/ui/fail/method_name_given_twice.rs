use http_core::prelude::*;

#[handler]
struct App;

#[handler]
impl App {
    #[get("/")]
    fn index(&self) -> &'static str {
        "index"
    }

    #[get("/{page}")]
    fn index(&self, page: u32) -> String {
        page.to_string()
    }
}

fn main() {}

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/argument")]
    fn argument(&self, #[query] page: std::fmt::Display) -> String {
        page.to_string()
    }

    #[get("/answer")]
    fn answer(&self) -> std::fmt::Display {
        "answer"
    }
}

fn main() {}

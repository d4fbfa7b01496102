use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    pub index(&self) -> String {
        String::new()
    }

    #[get("/about")]
    fn about(&self) -> String {
        String::new()
    }
}

fn main() {}

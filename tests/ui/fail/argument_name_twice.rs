use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{name}")]
    fn index(&self, name: String, name: String) -> String {
        name
    }
}

fn main() {}

use http_core::prelude::*;

#[handler]
struct Site(u8)

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> String {
        self.0.to_string()
    }
}

fn main() {}

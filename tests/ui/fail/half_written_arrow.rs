use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) String {
        "index".to_owned()
    }

    #[get("/other")]
    fn other(&self) -> String {
        "other".to_owned()
    }
}

fn main() {}

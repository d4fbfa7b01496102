use http_core::prelude::*;
use std::collections::HashMap;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> Json<HashMap<String>> {
        todo!()
    }

    #[post("/")]
    fn create(&self, #[json] counts: Vec<HashMap<String>>) {}
}

fn main() {}

mod facade {
    pub use http_core as http;
}

use crate::facade::http::prelude::*;

#[handler(crate = crate::facade::http)]
struct Site;

#[handler(crate = crate::facades::http)]
impl Site {
    #[get("/")]
    fn index(&self) -> &'static str {
        "index"
    }
}

fn main() {}

#![allow(non_camel_case_types)]

use http_core::prelude::*;

struct str;

impl IntoResponse for str {
    fn into_response(self) -> Response {
        Response::new(StatusCode::OK)
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) -> str {
        str
    }
}

fn main() {}

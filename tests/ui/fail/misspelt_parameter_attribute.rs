#![allow(unused)]

use http_core::prelude::*;
#[derive(Default)]
struct Page;

impl FromRequest<'_> for Page {
    type Rejection = StatusCode;

    fn from_request(_: &Request) -> Result<Page, StatusCode> {
        Ok(Page)
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn show(&self, #[qury] page: Page) -> String {
        todo!()
    }
}

fn main() {}

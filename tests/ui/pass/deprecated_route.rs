#![deny(warnings)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/old")]
    #[deprecated(note = "use `new`")]
    fn old(&self) -> String {
        String::new()
    }

    #[get("/new", hidden)]
    #[must_use]
    #[inline]
    #[track_caller]
    const fn new(&self) -> &'static str {
        "new"
    }
}

#[handler]
#[deprecated]
struct Old;

#[handler]
#[allow(deprecated)]
impl Old {
    #[get("/")]
    fn index(&self) {}
}

#[deprecated]
struct Page(u8);

#[allow(deprecated)]
impl std::str::FromStr for Page {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Page)
    }
}

#[handler]
struct Pages;

#[handler]
impl Pages {
    #[get("/one")]
    #[allow(deprecated)]
    fn one(&self, #[query] page: Page) -> String {
        page.0.to_string()
    }

    #[get("/several")]
    #[allow(unused, deprecated)]
    fn several(&self, #[query] pages: Vec<Page>) {}
}

fn main() {}

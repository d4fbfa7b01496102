#![deny(warnings)]

// A field that is deprecated is served all the same, a trait may have methods that are called like those of generated code, and
// `self` may be the handler by another name.

use http_core::prelude::*;

trait Required: Sized {
    fn required(self) -> Self {
        self
    }

    fn optional(self) -> Self {
        self
    }

    fn every(self) -> Self {
        self
    }
}

impl<T> Required for T {}

#[handler]
pub struct Old;

#[handler]
impl Old {
    #[get("/")]
    fn old(&self, #[query] page: u8, #[query] size: Option<u8>, #[query] tags: Vec<u8>) -> String {
        format!("{page} {size:?} {tags:?}").required().optional().every()
    }
}

#[handler]
pub struct Site {
    #[deprecated]
    #[mount("/old")]
    pub old: Old,
}

type Alias = Site;

#[handler]
impl Site {
    #[get("/parts/{*parts}")]
    fn parts(self: &Alias, parts: Vec<&str>) -> String {
        parts.join("|")
    }

    #[get("/numbers/{*numbers}")]
    fn numbers(&self, numbers: Vec<u8>) -> String {
        format!("{numbers:?}")
    }
}

fn main() {
    #[allow(deprecated)]
    let site = http_core::testing::Client::new(Site { old: Old });
    assert_eq!(site.get("/old?page=1&tags=2&tags=3").send().text(), "1 None [2, 3]");
    assert_eq!(site.get("/parts/a%2Fb/c/").send().text(), "a/b|c|");
    assert_eq!(site.get("/parts/").send().text(), "");
    assert_eq!(site.get("/numbers/").send().text(), "[]");
    assert_eq!(site.get("/numbers/1/2").send().text(), "[1, 2]");
    assert_eq!(site.get("/numbers/1/x").send().status(), 404);
}

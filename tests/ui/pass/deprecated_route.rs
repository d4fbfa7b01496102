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

fn main() {}

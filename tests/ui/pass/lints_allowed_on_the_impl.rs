#![deny(warnings)]

// What is allowed where it is written is allowed in what comes of it.

use http_core::prelude::*;

#[deprecated]
struct Old(u8);

#[handler]
#[allow(deprecated)]
struct Site {
    old: Old,
}

#[handler]
#[expect(deprecated)]
impl Site {
    #[get("/old")]
    fn old(&self) -> Option<Page> {
        (self.old.0 == 1).then_some(Page)
    }
}

#[deprecated]
struct Page;

#[allow(deprecated)]
impl IntoResponse for Page {
    fn into_response(self) -> Response {
        "page".into_response()
    }
}

#[allow(deprecated)]
fn main() {
    assert!(Site { old: Old(1) }.old().is_some());
}

#![deny(warnings)]

use http_core::prelude::*;

#[must_use = "a site is for serving"]
#[handler]
#[non_exhaustive]
#[repr(align(16))]
struct Site {
    #[allow(clippy::struct_field_names)]
    #[mount("/leaf")]
    #[rustfmt::skip]
    leaf: Leaf,
    #[expect(dead_code)]
    number: u8,
}

#[expect(clippy::unused_self)]
#[handler]
#[allow(clippy::needless_pass_by_value)]
impl Site {
    #[inline(always)]
    #[get("/above")]
    #[must_use = "or not"]
    fn above(&self) -> String {
        String::new()
    }

    #[cold]
    #[track_caller]
    #[rustfmt::skip]
    #[get("/caller")]
    fn caller(&self) -> String { std::panic::Location::caller().line().to_string() }

    #[expect(unused_variables)]
    #[get("/expected/{id}")]
    fn expected(&self, id: u8) {}

    #[get("/argument/{id}/{name}")]
    fn argument(
        &self,
        #[allow(unused_variables)] id: u8,
        #[expect(unused_variables)]
        #[path("name")]
        other: &str,
    ) {
    }

    #[allow(unreachable_code, unused_must_use)]
    #[post("/unreachable")]
    fn unreachable(&self) {
        self.above();
        return;
        self.caller();
    }

    #[must_use]
    #[catch]
    fn page(&self) -> &'static str {
        "page"
    }

    #[must_use]
    #[before]
    fn check(&self) -> Result<(), StatusCode> {
        Ok(())
    }
}

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/")]
    #[deprecated(since = "0.1.0", note = "gone")]
    fn index(&self) {}

    #[catch]
    #[deprecated]
    fn page(&self) {}

    #[before]
    #[deprecated]
    fn before(&self) {}

    #[after]
    #[deprecated]
    fn after(&self) {}
}

fn main() {
    let site = Site { leaf: Leaf, number: 1 };
    assert_eq!(http_core::routes(&site).len(), 6);
    assert_eq!((site.page(), site.check()), ("page", Ok(())));
}

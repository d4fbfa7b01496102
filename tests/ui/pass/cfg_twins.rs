#![deny(warnings)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[cfg(any())]
    #[get("/")]
    fn absent(&self, argument: Nowhere) -> Nothing {}

    #[cfg(all())]
    #[get("/")]
    fn present(&self) {}

    #[cfg_attr(any(), get("/other"), inline)]
    #[cfg_attr(all(), get("/attribute"), inline)]
    fn attribute(&self) {}

    #[cfg_attr(all(), cfg(any()))]
    #[catch(404)]
    fn absent_page(&self) -> Nothing {}

    #[cfg(all())]
    #[catch(404)]
    fn page(&self) {}

    #[cfg(any())]
    #[before]
    fn absent_hook(&self) -> Nothing {}

    #[cfg(any())]
    #[post("/")]
    fn absent_argument(&self, user: Nobody) {}
}

#[handler]
struct Empty {
    #[cfg(any())]
    #[mount("/absent")]
    absent: Nothing,
}

#[handler]
impl Empty {
    #[get("/")]
    fn index(self: &Self) {}
}

#[handler]
#[cfg(any())]
struct Absent {
    field: Nothing,
}

#[handler]
#[cfg(any())]
impl Absent {
    #[get("/")]
    fn index(&self) {}
}

fn main() {
    let paths: Vec<String> = http_core::routes(&Site).iter().map(|route| route.path().to_owned()).collect();
    assert_eq!(paths, ["/", "/attribute"]);
    assert_eq!(http_core::routes(&Empty {}).len(), 1);
}

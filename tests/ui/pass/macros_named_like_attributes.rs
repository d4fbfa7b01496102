//! Users' macros, functions and modules may be called like the attributes, and the attributes may be imported in a function.

#![deny(warnings)]

use http_core::prelude::*;

macro_rules! get {
    ($path:literal) => {
        concat!("GET ", $path)
    };
}

fn put() -> &'static str {
    get!("/")
}

mod post {}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn get(&self) -> &'static str {
        put()
    }

    #[post("/")]
    #[put("/")]
    fn change(&self) -> &'static str {
        get!("/changed")
    }
}

fn local() -> usize {
    use http_core::{get, handler};

    #[handler]
    struct Local;

    #[handler]
    impl Local {
        #[get("/")]
        fn index(&self) {}
    }

    http_core::routes(&Local).len()
}

fn main() {
    assert_eq!(http_core::routes(&Site).len(), 3);
    assert_eq!((local(), Site.get()), (1, "GET /"));
}

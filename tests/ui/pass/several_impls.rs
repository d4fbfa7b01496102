#![deny(warnings)]

use http_core::prelude::*;
use std::fmt;

// The handler impl is one of many, and need not be where the type is.

mod types {
    use http_core::prelude::*;

    #[handler]
    #[derive(Default)]
    pub(super) struct Site {
        pub(super) count: u8,
    }

    impl Site {
        pub(super) fn helper(&self) -> u8 {
            self.count
        }
    }
}

impl types::Site {
    fn before(&self) -> u8 {
        self.helper()
    }
}

impl fmt::Display for types::Site {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.count)
    }
}

impl Drop for types::Site {
    fn drop(&mut self) {}
}

mod routes {
    use super::types;
    use http_core::prelude::*;

    struct Private(u8);

    impl FromRequest<'_> for Private {
        type Rejection = StatusCode;

        fn from_request(_: &Request) -> Result<Self, StatusCode> {
            Ok(Private(1))
        }
    }

    #[handler]
    impl types::Site {
        #[get("/")]
        fn index(&self, private: Private) -> String {
            format!("{self} {} {}", self.before(), private.0)
        }
    }

    pub(super) fn call(site: &types::Site) -> String {
        site.index(Private(2))
    }
}

type Short = Long<u8>;

#[handler]
struct Long<T>(T);

// Of all `Long`s this one is a handler.
#[handler]
impl Short {
    #[get("/")]
    fn index(&self) -> String {
        self.0.to_string()
    }
}

impl Long<bool> {
    fn index(&self) -> bool {
        self.0
    }
}

fn main() {
    let site = types::Site::default();
    assert_eq!(routes::call(&site), "0 0 2");
    assert_eq!(http_core::routes(&site)[0].name(), "Site::index");
    assert_eq!(http_core::routes(&Long(1_u8))[0].name(), "Short::index");
    assert!(Long(true).index());
}

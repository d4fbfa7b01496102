//! Whoever imports the attributes one by one is not told that these imports are for nothing.

#![deny(warnings)]

mod imported {
    use http_core::{StatusCode, after, before, catch, get, handler, post, route};

    #[handler]
    pub struct Site;

    #[handler]
    impl Site {
        #[get("/")]
        fn index(&self) -> &'static str {
            "index"
        }

        #[cfg_attr(all(), post("/"))]
        fn create(&self) -> StatusCode {
            StatusCode::CREATED
        }

        #[route(PUT | DELETE, "/")]
        fn change(&self) {}

        #[before]
        fn admit(&self) {}

        #[after]
        fn stamp(&self) {}

        #[catch]
        fn page(&self) -> &'static str {
            "error"
        }
    }
}

mod some_imported {
    use http_core::get;

    #[http_core::handler]
    pub struct Site;

    #[http_core::handler]
    impl Site {
        #[get("/")]
        fn index(&self) -> &'static str {
            "index"
        }

        #[post("/")]
        fn create(&self) {}
    }
}

mod beside_others {
    use http_core::{get, handler};

    /// Functions and types may be called like attributes.
    pub fn post() {}

    #[allow(non_camel_case_types)]
    pub struct head;

    #[handler]
    pub struct Site;

    #[handler]
    impl Site {
        #[get("/")]
        #[head("/")]
        #[post("/")]
        fn index(&self) -> &'static str {
            post();
            let _ = head;
            "index"
        }
    }
}

fn main() {
    let routes = [
        http_core::routes(&imported::Site),
        http_core::routes(&some_imported::Site),
        http_core::routes(&beside_others::Site),
    ];
    assert_eq!(routes.map(|routes| routes.len()), [4, 2, 3]);
}

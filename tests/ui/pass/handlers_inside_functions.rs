#![deny(warnings)]

use http_core::prelude::*;

// Within a function the expansion may name nothing by `self::` or `crate::`, and two functions may have the same names.

fn first() -> usize {
    #[handler]
    struct Site;

    #[handler]
    impl Site {
        #[get("/{id}")]
        fn show(&self, id: u64) -> String {
            id.to_string()
        }
    }

    http_core::routes(&Site).len()
}

fn second<T: Default>() -> (usize, T) {
    struct Local(u8);

    impl IntoResponse for Local {
        fn into_response(self) -> Response {
            self.0.to_string().into_response()
        }
    }

    #[handler]
    struct Site {
        #[mount("/leaf")]
        leaf: Leaf,
    }

    #[handler]
    struct Leaf;

    #[handler]
    impl Leaf {
        #[get("/")]
        fn local(&self) -> Local {
            Local(1)
        }
    }

    #[handler]
    impl Site {
        #[get("/")]
        fn index(&self) {}
    }

    (http_core::routes(&Site { leaf: Leaf }).len(), T::default())
}

const HANDLERS: fn() -> usize = || {
    #[handler]
    struct Site;

    #[handler]
    impl Site {
        #[get]
        fn any(&self) {}
    }

    http_core::routes(&Site).len()
};

fn main() {
    assert_eq!((first(), second::<u8>(), HANDLERS()), (1, (2, 0), 1));
}

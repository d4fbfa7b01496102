#![deny(warnings)]

use http_core::prelude::*;
use std::sync::{self, Arc};

type Shared<H> = Arc<H>;

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/x")]
    fn x(&self) {}
}

#[handler]
struct Tuple<H: Handler>(
    #[mount("/a")] Option<Arc<Leaf>>,
    u8,
    #[mount("/b")] pub Arc<Option<Leaf>>,
    #[mount("/c")] Option<Box<dyn Handler>>,
    #[mount("/d")] Box<Arc<dyn Handler + Send + Sync>>,
    #[mount("/e")] Shared<Leaf>,
    #[mount("/f")] sync::Arc<Box<H>>,
    #[mount("/g")] self::Leaf,
    #[mount("/")] std::option::Option<H>,
);

#[handler]
impl<H: Handler> Tuple<H> {
    #[get("/own")]
    fn own(&self) -> String {
        self.1.to_string()
    }
}

// In a tuple a `cfg` may follow the mounts, for it moves none of them.
#[handler]
struct Conditional(#[mount("/a")] Leaf, #[cfg(any())] u8);

#[handler]
impl Conditional {}

// Routes at or below the prefix of a mount that is left out are nobody's.
#[handler]
struct LeftOut {
    #[cfg(any())]
    #[mount("/a")]
    a: Leaf,
    #[cfg(any())]
    #[mount("/twin")]
    first: Leaf,
    #[cfg(all())]
    #[mount("/twin")]
    second: Leaf,
}

#[handler]
impl LeftOut {
    #[get("/a/x")]
    fn own(&self) {}
}

fn main() {
    let tuple = Tuple(
        Some(Arc::new(Leaf)),
        1,
        Arc::new(None),
        Some(Box::new(Leaf)),
        Box::new(Arc::new(http_core::handler_fn(|_, _| "by hand"))),
        Arc::new(Leaf),
        Arc::new(Box::new(Leaf)),
        Leaf,
        Some(Leaf),
    );
    let paths: Vec<String> = http_core::routes(&tuple).iter().map(|route| route.path().to_owned()).collect();
    assert_eq!(paths, ["/own", "/a/x", "/c/x", "/e/x", "/f/x", "/g/x", "/x"]);
    assert_eq!(http_core::routes(&Conditional(Leaf)).len(), 1);
    assert_eq!(http_core::routes(&LeftOut { second: Leaf }).len(), 2);
}

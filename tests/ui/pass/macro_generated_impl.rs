#![deny(warnings)]

use http_core::prelude::*;

macro_rules! site {
    ($name:ident, $field:ty, $path:literal, $status:literal, $limit:expr, $method:ident, $argument:ident: $ty:ty, $answer:ty, $page:literal) => {
        #[handler(max_body = $limit)]
        struct $name {
            #[mount($page)]
            field: $field,
        }

        #[handler]
        impl $name {
            #[get($path, status = $status, max_body = $limit)]
            fn $method(&self, $argument: $ty, #[query($page)] page: Option<$ty>, request: &Request) -> $answer {
                let _ = (request, page);
                $argument.into()
            }
        }
    };
}

macro_rules! parts {
    ($(#[$on_type:meta])* $vis:vis $ty:ty, $(#[$on_method:meta])* $body:block, #[$on_argument:meta] $name:ident) => {
        #[handler]
        impl $ty {
            $(#[$on_method])*
            $vis fn index(&self, #[$on_argument] $name: Option<u8>) $body
        }
    };
}

macro_rules! with_helpers {
    ($ty:ident, $($helper:item)*) => {
        #[handler]
        struct $ty;

        #[handler]
        impl $ty {
            $($helper)*

            #[get("/")]
            fn index(&self) -> String {
                self.first() + Self::SECOND
            }
        }
    };
}

#[handler]
struct Leaf;

parts!(pub Leaf, #[get("/")] #[inline] #[cfg_attr(all(), post("/"))] { let _ = 1; }, #[query("page")] _page);

site!(Site, Leaf, "/{text}", 202, 64 * 1024, show, text: &str, String, "/page");

with_helpers! {
    WithHelpers,
    fn first(&self) -> String {
        "first".to_owned()
    }
    const SECOND: &'static str = " second";
}

fn main() {
    assert_eq!(WithHelpers.index(), "first second");
    let site = Site { field: Leaf };
    let routes = http_core::routes(&site);
    assert_eq!(routes[0].path(), "/{text}");
    assert_eq!(routes[0].parameters()[1].type_name(), "Option<&str>");
}

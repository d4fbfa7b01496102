#![deny(warnings)]

// Wherever the attributes take a literal, an expression, a type or a name, it may come out of a `macro_rules`, which puts
// invisible groups around it.

use http_core::prelude::*;

macro_rules! site {
    (
        $(#[$meta:meta])* $vis:vis $name:ident($field:ident: $mounted:ty),
        $runtime:path, $limit:expr, $server:literal, $prefix:literal,
        $path:literal, $status:literal, $key:literal, $argument:ident: $ty:ty,
        $answer:ty, $lifetime:lifetime, $hook:meta, $body:expr,
        $method:ident, $extension:literal, $first:literal, $last:literal
    ) => {
        $(#[$meta])*
        #[handler(server = $server, max_body = $limit, crate = $runtime)]
        $vis struct $name {
            #[mount($prefix)]
            $vis $field: $mounted,
        }

        #[handler(crate = $runtime)]
        impl $name {
            #[get($path, status = $status, max_body = $limit)]
            $vis fn one<$lifetime>(
                &$lifetime self,
                $argument: $ty,
                #[query($key)] query: Option<$ty>,
                #[header($key)] header: Vec<$ty>,
                #[cookie($key)] cookie: Result<$ty, Rejection>,
            ) -> $answer {
                let _ = (query, header, cookie);
                $argument.into()
            }

            #[route($method | $extension, $path)]
            fn two(&self, #[path($key)] other: $ty) -> $answer {
                let _ = $body;
                other.into()
            }

            #[catch($first)]
            #[catch($first..=$last)]
            fn page(&self) -> $answer {
                <$answer>::default()
            }

            #[$hook]
            fn hook(&self) {}
        }
    };
}

site! {
    #[derive(Debug)] pub(crate) Site(leaf: Leaf),
    ::http_core, 1 << 10, "Site/1.0", "/leaf",
    "/one/{id}", 201, "id", id: &str,
    String, 'a, before, { 1 + 1 },
    POST, "PROPFIND", 404, 499
}

macro_rules! with_expressions {
    ($prefix:expr, $path:expr, $key:expr, $status:expr, $server:expr, $one:expr, $range:expr) => {
        #[handler(server = $server)]
        struct WithExpressions;

        #[handler(prefix = $prefix)]
        impl WithExpressions {
            #[get($path, status = $status)]
            fn show(&self, #[query($key)] page: u8) -> String {
                page.to_string()
            }

            #[catch($one)]
            #[catch($range)]
            fn page(&self) -> String {
                String::new()
            }
        }
    };
}

with_expressions!("/v1", "/a", "page", 202, "A/1", 404, 500..=599);

macro_rules! with_types {
    ($request:ty, $body:ty, $writer:ty, $own:ty, $head:ty, $cause:ty, $status:ty, $unit:ty, $optional:ty, $self:ty) => {
        #[handler]
        struct WithTypes;

        #[handler]
        impl WithTypes {
            #[post("/{name}")]
            fn read(self: &$self, name: $optional, request: $request, body: $body, own: $own) -> $unit {
                let _ = (name, request, body, own);
            }

            #[get("/written")]
            fn write(&self, response: $writer) -> io::Result<$unit> {
                response.send_response(204)?;
                response.end_headers()
            }

            #[post("/json")]
            fn json(&self, #[json] number: Option<u8>) -> $unit {
                let _ = number;
            }

            #[after]
            fn stamp(&self, head: $head) -> $unit {
                let _ = head;
            }

            #[catch]
            fn page(&self, status: $status, cause: $cause) -> String {
                format!("{status} {}", cause.is_some())
            }
        }
    };
}

with_types!(
    &Request, &mut Body, &mut ResponseWriter, Result<Own, StatusCode>, &mut ResponseHead, Option<&Error>, StatusCode, (),
    &str, Self
);

struct Own;

impl FromRequest<'_> for Own {
    type Rejection = StatusCode;

    fn from_request(_: &Request) -> Result<Self, StatusCode> {
        Ok(Own)
    }
}

macro_rules! generic {
    ($parameter:ident: $bound:path, $name:ident, $size:ident = $number:literal) => {
        #[handler]
        struct $name<$parameter, const $size: usize = $number>($parameter);

        #[handler]
        impl<$parameter: $bound + Send + Sync, const $size: usize> $name<$parameter, $size> {
            #[get("/")]
            fn show(&self) -> String {
                self.0.to_string() + &$size.to_string()
            }
        }
    };
}

generic!(T: ToString, Generic, N = 3);

macro_rules! item {
    ($item:item) => {
        #[handler]
        $item
    };
}

item! {
    #[derive(Debug)]
    struct Leaf;
}

item! {
    impl Leaf {
        /// A "quoted" `{brace}`, and `\`.
        #[get("/%25/{größe}")]
        fn show(&self, größe: u8) -> String {
            größe.to_string()
        }
    }
}

fn main() {
    let site = Site { leaf: Leaf };
    let paths: Vec<String> = http_core::routes(&site).iter().map(|route| route.path().to_owned()).collect();
    assert_eq!(paths, ["/one/{id}", "/one/{id}", "/one/{id}", "/leaf/%25/{größe}"]);
    assert_eq!(http_core::routes(&WithExpressions)[0].path(), "/v1/a");
    assert_eq!(http_core::routes(&WithTypes).len(), 3);
    assert_eq!(Generic::<u8>(1).show(), "13");
    assert!(format!("{site:?}").contains("Leaf"));
}

#![deny(warnings)]
#![allow(dead_code)]

use http_core::prelude::*;
use http_core::testing::Client;
use std::fmt::Display;
use std::str::FromStr;

const LONG: bool = true;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sized<const N: usize>;

impl<const N: usize> FromStr for Sized<N> {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<usize>().map(|_| Self)
    }
}

impl<const N: usize> Display for Sized<N> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{N}")
    }
}

#[derive(Debug)]
struct Filled<T>(T);

impl<'r, const N: usize> FromRequest<'r> for Filled<[u8; N]> {
    type Rejection = StatusCode;

    fn from_request(_request: &'r Request) -> Result<Self, StatusCode> {
        Ok(Filled([7; N]))
    }
}

trait Counted {
    const COUNT: usize;
}

impl<const N: usize> Counted for [u8; N] {
    const COUNT: usize = N;
}

macro_rules! site {
    ($length:expr, $block:block) => {
        #[handler]
        struct FromMacro([u8; $length], Sized<$block>);

        #[handler]
        impl FromMacro {
            #[get("/{id}")]
            fn show(&self, id: Sized<$block>, bytes: Filled<[u8; $length]>) -> String {
                format!("{id} {} {} {}", bytes.0.len(), self.0.len(), self.1)
            }
        }
    };
}

site!(if LONG { 3 } else { 2 }, {
    match LONG {
        true => 5,
        false => 4,
    }
});

#[handler]
#[derive(Default)]
struct Site<const N: usize = { if LONG { 2 } else { 1 } }>
where
    Sized<{ if LONG { 2 } else { 1 } }>: Display,
    [u8; {
        let two = 2;
        two + two
    }]: Counted,
{
    #[mount("/inner")]
    inner: Inner<{ if LONG { 6 } else { 7 } }>,
    bytes: [u8; {
        let mut length = 0;
        while length < 4 {
            length += 1;
        }
        length
    }],
    arrays: Option<[[u8; const { 1 + 1 }]; match LONG {
        true => 3,
        false => 1,
    }]>,
    function: Option<fn([u8; [1, 2, 3].len()]) -> Sized<{ (|| 1, 9).1 }>>,
    boxed: Option<Box<dyn Fn(Sized<{ loop { break 1 } }>) -> [u8; { let x = 1; x }] + Send + Sync>>,
}

#[handler]
#[derive(Default)]
struct Inner<const N: usize>;

#[handler]
impl<const N: usize> Inner<N> {
    #[get("/")]
    fn index(&self) -> String {
        N.to_string()
    }
}

#[handler]
#[repr(u8)]
enum Choice {
    One(Sized<{ if LONG { 1 } else { 2 } }>),
    Two { bytes: [u8; { let x = 2; x }] } = if LONG { 3 } else { 4 },
}

#[handler]
impl Site<{ if LONG { 2 } else { 1 } }> {
    const ALL: [u8; { let x = 1; x }] = [0; { let x = 1; x }];

    /// What is below has all of it in places that are looked into.
    #[get("/parsed/{id}")]
    fn parsed<'a>(
        &'a self,
        id: Sized<{ if LONG { 8 } else { 9 } }>,
        #[query] page: Option<Sized<{ if LONG { 3 } else { 2 } }>>,
        #[query] more: Vec<Sized<{ if LONG { 2 } else { 4 } }>>,
        request: &'a Request,
    ) -> Result<String, StatusCode>
    where
        [u8; { let x = 1; x }]: Counted + Into<[u8; if LONG { 1 } else { 9 }]>,
    {
        Ok(format!("{id} {page:?} {} {}", more.len(), request.path()))
    }

    #[get("/own")]
    fn own(&self, mut bytes: Filled<[u8; match LONG { _ => 3 }]>, other: Result<Filled<[u8; if LONG { 1 } else { 2 }]>, StatusCode>) -> String {
        bytes.0[0] = 1;
        format!("{bytes:?} {other:?} {}", Self::ALL.len())
    }

    #[get("/captures")]
    fn captures(&self) -> impl IntoResponse + use<> {
        self.helper::<1>(Sized, (1, [0; 2]), self.function).to_string()
    }

    fn helper<const M: usize>(
        self: &Self,
        _: Sized<{ M }>,
        (first, _): (u8, [u8; { let x = 2; x }]),
        _function: Option<fn([u8; [1, 2, 3].len()]) -> Sized<{ (|| 1, 9).1 }>>,
    ) -> u8
    where
        Sized<{ if LONG { 2 } else { 1 } }>: Display,
    {
        first
    }

    #[cfg(any())]
    #[get("/absent")]
    #[doc = |x| x]
    fn absent(&self, wrong: [u8; { nonsense }]) {}
}

#[handler]
impl Choice {
    #[get("/")]
    fn index(&self) -> String {
        match self {
            Choice::One(one) => one.to_string(),
            Choice::Two { bytes } => bytes[0].to_string(),
        }
    }
}

fn main() {
    let client = Client::new(Site::default());
    for (path, text) in [
        ("/parsed/1?page=2&more=3&more=4", "8 Some(Sized) 2 /parsed/1"),
        ("/own", "Filled([1, 7, 7]) Ok(Filled([7])) 1"),
        ("/captures", "1"),
        ("/inner", "6"),
    ] {
        assert_eq!(client.get(path).send().text(), text, "{path}");
    }
    let handler = Site::default();
    let routes = http_core::routes(&handler);
    let parsed = routes.iter().find(|route| route.path() == "/parsed/{id}").unwrap();
    let types: Vec<&str> = parsed.parameters().iter().map(|parameter| parameter.type_name()).collect();
    let size = |long, short| format!("Sized<{{if LONG{{{long}}}else{{{short}}}}}>");
    assert_eq!(types, [size(8, 9), format!("Option<{}>", size(3, 2)), format!("Vec<{}>", size(2, 4))]);
    let client = Client::new(FromMacro([1; 3], Sized));
    assert_eq!(client.get("/1").send().text(), "5 3 3 5");
    for (choice, text) in [(Choice::One(Sized), "1"), (Choice::Two { bytes: [2; 2] }, "2")] {
        assert_eq!(Client::new(choice).get("/").send().text(), text);
    }
}

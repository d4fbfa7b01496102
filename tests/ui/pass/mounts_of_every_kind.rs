#![deny(warnings)]

use http_core::prelude::*;
use std::sync::Arc;

#[handler]
struct Api;

#[handler]
impl Api {
    #[get("/users")]
    fn users(&self) {}
}

#[handler]
struct Site {
    #[mount("/api")]
    api: Api,
    #[mount("/maybe")]
    maybe: Option<Api>,
    #[mount("/shared")]
    shared: Arc<Api>,
    #[mount("/boxed/deep")]
    boxed: Box<dyn Handler>,
    #[mount("/boxed")]
    dynamic: Arc<dyn Handler>,
    #[cfg(any())]
    #[mount("/absent")]
    absent: Nothing,
    #[cfg_attr(all(), mount("/conditional"))]
    conditional: Api,
}

#[handler]
impl Site {}

#[derive(Debug)]
#[handler]
#[derive(Clone)]
struct Number;

#[handler]
impl Number {
    #[get("/")]
    fn index(&self) {}
}

#[derive(Debug)]
#[handler]
#[derive(Clone)]
struct Derived {
    #[mount("/number")]
    number: Number,
}

#[handler]
impl Derived {}

#[handler]
struct Raw {
    #[mount("/type")]
    r#type: Api,
}

#[handler]
impl Raw {}

#[handler]
struct Pair(#[mount("/first")] Api, #[mount("/")] Api);

#[handler]
impl Pair {}

#[handler]
enum Choice {
    One,
    Two(u8),
}

#[handler]
impl Choice {
    #[get("/")]
    fn index(&self) -> String {
        match self {
            Choice::One => String::new(),
            Choice::Two(number) => number.to_string(),
        }
    }
}

fn main() {
    let site = Site {
        api: Api,
        maybe: None,
        shared: Arc::new(Api),
        boxed: Box::new(Choice::One),
        dynamic: Arc::new(Choice::Two(2)),
        conditional: Api,
    };
    let paths: Vec<String> = http_core::routes(&site).iter().map(|route| route.path().to_owned()).collect();
    assert_eq!(paths, ["/boxed/deep/", "/api/users", "/shared/users", "/boxed/", "/conditional/users"]);
    assert_eq!(http_core::routes(&Pair(Api, Api)).len(), 2);
    assert_eq!(format!("{:?}", Derived { number: Number }.clone()), "Derived { number: Number }");
    assert_eq!(http_core::routes(&Raw { r#type: Api }).len(), 1);
}

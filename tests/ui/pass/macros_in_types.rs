#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;
use std::convert::Infallible;
use std::marker::PhantomData;
use std::str::FromStr;

// What a macro is given in place of a type is no type, and neither is the name of an argument of a `fn`.
macro_rules! number {
    ($($tokens:tt)*) => {
        u8
    };
}

macro_rules! text {
    ($($tokens:tt)*) => {
        String
    };
}

const fn size<T: Copy>(_: T) -> usize {
    size_of::<T>()
}

struct Text<T>(String, PhantomData<T>);

impl<T> FromStr for Text<T> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Text(text.to_owned(), PhantomData))
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/placeholder")]
    fn placeholder(&self, #[query] x: number!(_), #[query] y: Option<number![_]>) -> String {
        format!("{x} {y:?}")
    }

    #[get("/impl")]
    fn of_impl(&self, #[query] x: number!(impl), #[query] y: Vec<number! { impl }>) -> text!(impl _) {
        format!("{x} {y:?}")
    }

    #[get("/result")]
    fn result(&self) -> Result<text!(_), StatusCode> {
        Ok("result".to_owned())
    }

    #[get("/function")]
    fn function(&self, #[query] x: Text<fn(u8, _: u8) -> u8>) -> String {
        x.0
    }

    #[get("/length")]
    fn length(&self, #[query] x: Text<[u8; size::<_>(3_u32)]>) -> String {
        x.0
    }
}

fn main() {
    let client = Client::new(Site);
    assert_eq!(client.get("/placeholder?x=1&y=2").send().text(), "1 Some(2)");
    assert_eq!(client.get("/impl?x=1&y=2").send().text(), "1 [2]");
    assert_eq!(client.get("/result").send().text(), "result");
    assert_eq!(client.get("/function?x=1").send().text(), "1");
    assert_eq!(client.get("/length?x=1").send().text(), "1");
}

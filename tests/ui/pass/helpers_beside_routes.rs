#![deny(warnings)]

use http_core::prelude::*;

#[handler]
#[derive(Debug, Default)]
pub struct Site {
    number: u8,
}

macro_rules! nothing {
    () => {};
}

#[handler]
#[allow(clippy::unused_self)]
impl Site {
    #![allow(dead_code)]

    const NUMBER: u8 = {
        struct Inner {
            number: u8,
        }
        Inner { number: 1 }.number
    };

    nothing! {}
    nothing!();

    /// Makes one.
    pub fn new() -> Self {
        Self { number: Self::NUMBER }
    }

    fn generic<T: Into<String>>(&self, (a, _): (T, impl Sized), _: u8) -> String {
        a.into()
    }

    async fn asynchronous(mut self) {
        self.number += 1;
    }

    #[get("/")]
    pub(crate) fn index(&self) -> String {
        self.generic(("x", 1), self.number)
    }
}

fn main() {
    assert_eq!(Site::new().index(), "x");
    let _ = Site::default().asynchronous();
}

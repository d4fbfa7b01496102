//! Whether parentheses are right is a matter of the signature, and what is allowed there is allowed.
#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{number}")]
    #[allow(unused_parens)]
    #[rustfmt::skip]
    fn show(&self, number: (u8), #[query] other: (Option<u8>)) -> (String) {
        format!("{number} {other:?}")
    }
}

fn main() {
    assert_eq!(Client::new(Site).get("/1?other=2").send().text(), "1 Some(2)");
}

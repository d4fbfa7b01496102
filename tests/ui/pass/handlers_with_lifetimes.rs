//! What a handler refers to has to be there for good; its impl may say so or not.
#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

#[handler]
struct Named<'a>(&'a str);

#[handler]
impl<'a> Named<'a> {
    #[get("/")]
    fn name(&self) -> &'a str {
        self.0
    }
}

#[handler]
struct Unnamed<'a> {
    #[mount("/named")]
    named: Named<'a>,
}

#[handler]
impl Unnamed<'_> {
    #[get("/")]
    fn name(&self) -> &str {
        self.named.0
    }
}

#[handler]
struct Lasting<'a>(&'a str);

#[handler]
impl Lasting<'static> {
    #[get("/")]
    fn name(&self) -> &'static str {
        self.0
    }
}

fn main() {
    let client = Client::new(Unnamed { named: Named("a name") });
    assert_eq!(client.get("/").send().text(), "a name");
    assert_eq!(client.get("/named").send().text(), "a name");
    assert_eq!(Client::new(Lasting("for good")).get("/").send().text(), "for good");
}

//! Types, methods, arguments and parameters may be called what Rust allows.
#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

#[handler]
struct Größe {
    maß: u8,
}

#[handler]
impl Größe {
    #[get("/{länge}")]
    fn fläche(&self, länge: u8, #[query] höhe: Option<u8>) -> String {
        (länge * self.maß * höhe.unwrap_or(1)).to_string()
    }
}

fn main() {
    let client = Client::new(Größe { maß: 2 });
    assert_eq!(client.get("/3?h%C3%B6he=4").send().text(), "24");
    assert_eq!(http_core::routes(&Größe { maß: 2 })[0].name(), "Größe::fläche");
}

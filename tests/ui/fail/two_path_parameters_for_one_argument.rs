#![allow(unused)]

use http_core::prelude::*;

struct Params;

impl FromRequest<'_> for Params {
    type Rejection = Rejection;

    fn from_request(_: &Request) -> Result<Self, Rejection> {
        Ok(Params)
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{from}/{to}")]
    fn show(&self, params: Params) {
        todo!()
    }
}

fn main() {}

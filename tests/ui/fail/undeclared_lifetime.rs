#![allow(unused)]

use http_core::prelude::*;
struct User<'a>(&'a str);
impl<'r> FromRequest<'r> for User<'r> { type Rejection = StatusCode; fn from_request(r: &'r Request) -> Result<Self, StatusCode> { todo!() } }

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/")]
    fn index(&self, user: User<'a>) -> String {
        todo!()
    }
}

fn main() {}

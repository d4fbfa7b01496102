#![deny(warnings)]
#![no_implicit_prelude]

mod std {}
mod core {}
mod alloc {}

#[allow(dead_code, non_camel_case_types)]
mod shadows {
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct Option;
    pub struct Result;
    pub struct Vec;
    pub struct u16;
}

#[allow(unused_imports)]
use self::shadows::*;

#[::http_core::handler(max_body = 10)]
struct Site;

#[::http_core::handler]
impl Site {
    #[::http_core::get("/{id}")]
    fn show(&self, id: &str, #[query] page: ::core::option::Option<u32>, token: Token) -> ::http_core::StatusCode {
        let _ = (id, page, token);
        ::http_core::StatusCode::OK
    }

    #[get("/plain")]
    fn plain(&self) {}

    #[before]
    fn check(&self, _token: Token) {}

    #[after]
    fn stamp(&self) {}

    #[catch]
    fn page(&self) {}
}

struct Token;

impl ::http_core::FromRequest<'_> for Token {
    type Rejection = ::http_core::StatusCode;

    fn from_request(_: &::http_core::Request) -> ::core::result::Result<Self, ::http_core::StatusCode> {
        ::core::result::Result::Ok(Token)
    }
}

fn main() {
    ::std::assert_eq!(::http_core::routes(&Site).len(), 2);
}

// What is forbidden cannot be allowed again, not even by what the macro writes.
#![forbid(
    warnings,
    unused,
    nonstandard_style,
    rust_2018_idioms,
    dead_code,
    deprecated,
    elided_lifetimes_in_paths,
    non_upper_case_globals,
    unreachable_pub,
    unused_imports,
    unused_parens,
    unused_qualifications
)]

use http_core::{FromRequest, Json, Request, StatusCode, handler};
use std::io;

#[handler(max_body = (1 + 2) * 10)]
struct Site<T> {
    #[mount("/leaf")]
    leaf: Option<Box<Leaf>>,
    value: T,
}

struct User<'r>(&'r str);

impl<'r> FromRequest<'r> for User<'r> {
    type Rejection = StatusCode;

    fn from_request(request: &'r Request) -> Result<Self, StatusCode> {
        request.header("user").map(User).ok_or(StatusCode::UNAUTHORIZED)
    }
}

#[handler(prefix = "/v1")]
impl<T: Copy + Into<u64> + Send + Sync + 'static> Site<T> {
    #[get("/{id}", max_body = (2 * 2))]
    fn show(&self, id: u64, user: User<'_>, #[query] page: Option<u8>) -> io::Result<String> {
        Ok(format!("{} {} {page:?}", id + self.value.into(), user.0))
    }

    #[post("/")]
    fn create(&self, #[json] numbers: Vec<u8>) -> Json<usize> {
        Json(numbers.len())
    }

    #[before]
    fn check(&self, _user: Result<User<'_>, StatusCode>) -> Result<(), StatusCode> {
        Ok(())
    }

    #[catch]
    fn page(&self, _request: &Request) -> (StatusCode, String) {
        (StatusCode::OK, String::new())
    }
}

#[handler]
struct Leaf;

#[handler]
impl Leaf {
    #[get("/")]
    fn index(&self) {}
}

fn main() {
    let site = Site { leaf: Some(Box::new(Leaf)), value: 1_u8 };
    assert_eq!(http_core::routes(&site).len(), 3);
    assert_eq!(site.show(1, User("u"), None).ok().as_deref(), Some("2 u None"));
}

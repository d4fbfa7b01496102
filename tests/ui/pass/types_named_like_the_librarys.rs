#![deny(warnings)]

// The macro knows types by their names where it has to: as arguments `Request`, `Body` and `ResponseWriter` are the
// library's. Everywhere else such names are the user's own.

use http_core::{FromRequest, IntoResponse, StatusCode, handler};

struct Request(usize);
struct Body<'r>(&'r str);
struct Response(String);
struct Error(StatusCode);
type Result<T> = std::result::Result<T, Error>;
type Option<T> = std::option::Option<T>;

#[allow(dead_code)]
mod others {
    pub struct Handler;
    pub struct Route;
    pub struct Routes;
    pub struct Mount;
    pub struct Node;
    pub struct Exchange;
    pub struct ResponseWriter;
    pub struct ResponseHead;
    pub trait Send {}
    pub trait Sync {}
    pub trait Mounts {}
}

#[allow(unused_imports)]
use others::*;

/// An argument's type.
struct Page(usize);

impl FromRequest<'_> for Page {
    type Rejection = Error;

    fn from_request(request: &http_core::Request) -> Result<Self> {
        Ok(Page(Request(request.path().len()).0))
    }
}

impl IntoResponse for Body<'_> {
    fn into_response(self) -> http_core::Response {
        self.0.into_response()
    }
}

impl IntoResponse for Response {
    fn into_response(self) -> http_core::Response {
        self.0.into_response()
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> http_core::Response {
        self.0.into_response()
    }
}

#[handler]
struct Site<T> {
    value: T,
}

#[handler]
impl<T: Copy + Into<usize>> Site<T> {
    #[get("/{id}")]
    fn show(&self, id: Option<&str>, page: Page) -> Result<Response> {
        let id = id.ok_or(Error(StatusCode::NOT_FOUND))?;
        Ok(Response(format!("{id} {}", page.0 + self.value.into())))
    }

    #[get("/echo/{text}")]
    fn echo<'r>(&self, text: &'r str, request: &http_core::Request) -> Body<'r> {
        if request.query().is_some() { Body("") } else { Body(text) }
    }

    #[get("/option")]
    fn option(&self) -> Option<Response> {
        None
    }

    #[before]
    fn check(&self, _page: Page) -> Result<()> {
        Ok(())
    }

    #[catch]
    fn page(&self) -> Response {
        Response(String::new())
    }
}

fn main() {
    let site = Site { value: 1_u8 };
    let answer = site.show(Some("x"), Page(2));
    assert_eq!(answer.map(|response| response.0).ok().as_deref(), Some("x 3"));
    assert_eq!(http_core::routes(&site).len(), 3);
}

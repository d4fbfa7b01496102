#![deny(warnings)]

// The macro knows types by their names where it must; whatever else has such a name is the user's.

use http_core::{FromRequest, IntoResponse, StatusCode, handler};

struct Request(usize);
struct Body;
struct ResponseWriter;
struct Response(String);
struct Error(StatusCode);
type Result<T> = std::result::Result<T, Error>;
type Option<T> = std::option::Option<T>;

#[allow(dead_code)]
struct Handler;
#[allow(dead_code)]
struct Route;
#[allow(dead_code)]
struct Node;
#[allow(dead_code)]
struct String2;
#[allow(dead_code)]
trait Send {}
#[allow(dead_code)]
trait Sync {}

impl FromRequest<'_> for Request {
    type Rejection = StatusCode;

    fn from_request(request: &http_core::Request) -> std::result::Result<Self, StatusCode> {
        Ok(Request(request.path().len()))
    }
}

impl FromRequest<'_> for Body {
    type Rejection = StatusCode;

    fn from_request(_: &http_core::Request) -> std::result::Result<Self, StatusCode> {
        Ok(Body)
    }
}

impl FromRequest<'_> for ResponseWriter {
    type Rejection = StatusCode;

    fn from_request(_: &http_core::Request) -> std::result::Result<Self, StatusCode> {
        Ok(ResponseWriter)
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
    fn show(&self, id: Option<&str>, request: Request, _body: Body, _writer: ResponseWriter) -> Result<Response> {
        let id = id.ok_or(Error(StatusCode::NOT_FOUND))?;
        Ok(Response(format!("{id} {}", request.0 + self.value.into())))
    }

    #[get("/option")]
    fn option(&self) -> Option<Response> {
        None
    }

    #[before]
    fn check(&self, _request: Request) -> Result<()> {
        Ok(())
    }

    #[catch]
    fn page(&self) -> Response {
        Response(String::new())
    }
}

fn main() {
    let site = Site { value: 1_u8 };
    let answer = site.show(Some("x"), Request(2), Body, ResponseWriter);
    assert_eq!(answer.map(|response| response.0).ok().as_deref(), Some("x 3"));
    assert_eq!(http_core::routes(&site).len(), 2);
}

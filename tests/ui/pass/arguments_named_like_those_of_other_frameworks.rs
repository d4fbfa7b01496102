#![deny(warnings)]

// A type of the user's own may have any name: it is an argument if it is `FromRequest`.

use http_core::{FromRequest, StatusCode, handler};

struct Request(usize);
struct Query<T>(T);
struct State<T>(T);
struct Json<'r>(&'r str);

impl FromRequest<'_> for Request {
    type Rejection = StatusCode;

    fn from_request(request: &http_core::Request) -> Result<Self, StatusCode> {
        Ok(Request(request.path().len()))
    }
}

impl<T: From<u8>> FromRequest<'_> for Query<T> {
    type Rejection = StatusCode;

    fn from_request(request: &http_core::Request) -> Result<Self, StatusCode> {
        Ok(Query(T::from(u8::from(request.query().is_some()))))
    }
}

impl<'r> FromRequest<'r> for &'r State<u8> {
    type Rejection = StatusCode;

    fn from_request(_: &'r http_core::Request) -> Result<Self, StatusCode> {
        Ok(&State(7))
    }
}

impl<'r> FromRequest<'r> for Json<'r> {
    type Rejection = StatusCode;

    fn from_request(request: &'r http_core::Request) -> Result<Self, StatusCode> {
        Ok(Json(request.path()))
    }
}

mod content {
    #[derive(serde::Deserialize)]
    pub struct Request {
        pub text: String,
    }
}

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/one")]
    #[get("/two")]
    fn show(&self, request: Request, state: &State<u8>) -> String {
        format!("{} {}", request.0, state.0)
    }

    #[get("/query")]
    fn query(&self, page: Query<u64>, other: Result<Query<u32>, StatusCode>, text: Json<'_>) -> String {
        format!("{} {} {}", page.0, other.is_ok(), text.0)
    }

    #[post("/")]
    fn create(&self, #[json] request: content::Request) -> String {
        request.text
    }

    #[before]
    fn check(&self, _page: Query<u16>) {}
}

#[handler]
struct Generic<T>(T);

#[handler]
impl<T: From<u8> + ToString> Generic<T> {
    #[get("/")]
    fn show(&self, page: Query<T>, other: Query<u8>) -> String {
        page.0.to_string() + &self.0.to_string() + &other.0.to_string()
    }
}

fn main() {
    let site = http_core::testing::Client::new(Site);
    assert_eq!(site.get("/query?x").send().text(), "1 true /query");
    assert_eq!(site.get("/two").send().text(), "4 7");
    assert_eq!(site.post("/").header("content-type", "application/json").body("{\"text\":\"x\"}").send().text(), "x");
    let generic = http_core::testing::Client::new(Generic(5_u16));
    assert_eq!(generic.get("/?").send().text(), "151");
}

#![deny(warnings)]

use http_core::prelude::*;
use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

struct User<'r> {
    name: &'r str,
}

impl<'r> FromRequest<'r> for User<'r> {
    type Rejection = NoUser<'r>;

    fn from_request(request: &'r Request) -> Result<Self, NoUser<'r>> {
        request.header("user").map(|name| User { name }).ok_or(NoUser { path: request.path() })
    }
}

// The rejection too may hold on to the request.
struct NoUser<'r> {
    path: &'r str,
}

impl IntoResponse for NoUser<'_> {
    fn into_response(self) -> Response {
        (StatusCode::UNAUTHORIZED, self.path).into_response()
    }
}

struct Pair<'a, 'b, T>(&'a str, &'b str, T);

impl<'r, T: Default> FromRequest<'r> for Pair<'r, 'r, T> {
    type Rejection = StatusCode;

    fn from_request(request: &'r Request) -> Result<Self, StatusCode> {
        Ok(Pair(request.path(), request.target(), T::default()))
    }
}

#[handler]
struct Site<T>
where
    T: Clone,
{
    value: T,
    text: String,
}

#[handler]
impl<T> Site<T>
where
    T: Clone + Default + Display + FromStr<Err: Display>,
{
    #[get("/anonymous/{text}")]
    fn anonymous(&self, text: &str, user: User<'_>, pair: Pair<'_, '_, T>) -> String {
        format!("{text} {} {} {} {}", user.name, pair.0, pair.1, pair.2)
    }

    #[get("/elided/{text}")]
    #[allow(mismatched_lifetime_syntaxes, reason = "people write this, too")]
    fn elided(&self, text: &str, user: User) -> String {
        format!("{text} {}", user.name)
    }

    #[get("/named/{text}")]
    fn named<'a>(&self, text: &'a str, #[query] other: Option<&'a str>) -> &'a str {
        other.unwrap_or(text)
    }

    #[get("/several/{text}")]
    fn several<'a, 'b: 'a>(&'a self, text: &'b str, user: User<'b>) -> Result<Cow<'a, str>, NoUser<'b>> {
        if text.is_empty() { Err(NoUser { path: user.name }) } else { Ok(self.text.as_str().into()) }
    }

    #[get("/bound/{text}")]
    fn bound<'a, 'b>(&'a self, text: &'b str, #[header("x-y")] all: Vec<&'b str>) -> (StatusCode, &'a str)
    where
        'b: 'a,
    {
        (StatusCode::OK, if all.is_empty() { text } else { &self.text })
    }

    #[get("/fallible")]
    fn fallible<'r>(&self, user: Result<User<'r>, NoUser<'r>>) -> Html<&'r str> {
        Html(user.map_or_else(|error| error.path, |user| user.name))
    }

    #[get("/whole")]
    fn whole<'r>(&self, request: &'r Request, #[cookie] name: Result<Option<&'r str>, Rejection>) -> &'r str {
        name.ok().flatten().unwrap_or(request.path())
    }

    #[get("/opaque/{value}")]
    fn opaque<'a>(&'a self, value: T) -> impl IntoResponse + use<'a, T> {
        (StatusCode::OK, [("x-value", value.to_string())], self.text.as_str())
    }

    #[before]
    fn check<'r>(&self, user: User<'r>) -> Result<(), NoUser<'r>> {
        (!user.name.is_empty()).then_some(()).ok_or(NoUser { path: "" })
    }

    #[catch]
    fn page<'r>(&'r self, request: &'r Request) -> &'r str {
        if request.path().is_empty() { &self.text } else { request.path() }
    }
}

fn main() {
    let site = Site { value: 1_u8, text: "text".to_owned() };
    assert_eq!(http_core::routes(&site).len(), 8);
    assert_eq!(site.named("a", None), "a");
    assert_eq!(site.bound("b", Vec::new()).1, "b");
    assert_eq!(site.value.clone(), 1);
}

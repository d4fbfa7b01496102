//! Values from the path, the query, the fields and the cookies, in every shape.

use http_core::prelude::*;

struct User<'r> {
    name: &'r str,
}

impl<'r> FromRequest<'r> for User<'r> {
    type Rejection = StatusCode;

    fn from_request(request: &'r Request) -> Result<Self, StatusCode> {
        request.header("user").map(|name| User { name }).ok_or(StatusCode::UNAUTHORIZED)
    }
}

#[handler]
struct Shelf;

#[handler]
impl Shelf {
    /// One book.
    #[get("/books/{id}")]
    fn book(&self, id: u64, #[query] verbose: Option<bool>, #[header("if-none-match")] tag: Option<&str>) -> String {
        format!("{id} {verbose:?} {tag:?}")
    }

    #[get("/books/search")]
    fn search(&self, #[query("q")] words: Vec<&str>, #[query] page: Result<u32, Rejection>) -> String {
        format!("{words:?} {page:?}")
    }

    /// Two paths, of which one lacks the argument.
    #[get("/pages")]
    #[get("/pages/{page}")]
    fn pages(&self, page: Option<u32>) -> String {
        page.unwrap_or(1).to_string()
    }

    #[get("/files/{owner}/{*path}")]
    fn file<'a>(&self, #[path("owner")] name: &'a str, path: &'a str, #[cookie] session: &str) -> Option<&'a str> {
        (name == session).then_some(path)
    }

    /// An argument of the user's own type, and one that may fail.
    #[get("/me")]
    fn me(&self, user: User<'_>, other: Result<User<'_>, StatusCode>) -> String {
        format!("{} {}", user.name, other.is_ok())
    }
}
